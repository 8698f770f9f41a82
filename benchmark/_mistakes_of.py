"""Thumbnails of test images that a model got wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models import Images, Scores, Split

_MOST = 64  # images
_SIDE = 64  # pixels of a thumbnail at the most


def mistakes_of(test: Split, scores: Scores) -> dict[str, NDArray[Any]]:
    """Choose mistakes and make them small; the same scores give the same.

    They are taken in turns from the cells of the confusion matrix, those with most images first;
    from each the most confident first, by the margin of the class taken over the true one.

    Args:
        test: Images and labels.
        scores: float32 (n, n_classes).

    Returns:
        `place`, int64 (k,), index into the test split; `x`, uint8 (k, height, width, channels),
        sides of 64 pixels at the most. In the order of choice; k is at most 64.
    """
    place = _chosen(test.y, scores)
    return {"place": place, "x": _thumbnails(test.x[place])}


def _chosen(y: NDArray[np.int64], scores: Scores) -> NDArray[np.int64]:
    taken = scores.argmax(axis=1)
    wrong = np.flatnonzero(taken != y)
    margins = scores[wrong, taken[wrong]].astype(np.float64) - scores[wrong, y[wrong]]
    _, cell, sizes = np.unique(
        y[wrong] * scores.shape[1] + taken[wrong], return_inverse=True, return_counts=True
    )
    order = np.lexsort((wrong, -margins, cell))  # cell by cell, in each the surest first
    turn = np.empty(len(wrong), np.int64)
    turn[order] = np.arange(len(wrong)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    chosen: NDArray[np.int64] = wrong[np.lexsort((cell, -sizes[cell], turn))][:_MOST]
    return chosen


def _thumbnails(x: Images) -> Images:
    height, width = x.shape[1:3]
    longest = max(height, width)
    if longest <= _SIDE or not len(x):
        return x
    import cv2

    small = tuple(max(1, round(side * _SIDE / longest)) for side in (width, height))
    resized = [cv2.resize(image, small, interpolation=cv2.INTER_AREA) for image in x]
    return np.stack(resized).reshape(len(x), small[1], small[0], x.shape[3])  # grey loses its axis
