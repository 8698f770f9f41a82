"""What a model says while pixels of one image are replaced by those of another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from benchmark.faithfulness.probabilities import probabilities

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from models import Images, Scores

_MOST_BYTES = 64 * 2**20  # of masked copies at a time


@dataclass(frozen=True)
class Judge:
    """The model that looks at masked copies.

    Args:
        scores: As of a classifier: images in, (n, n_classes) out.
        classes: int64 (n,), the class of each image whose probability counts.
        steps: In how many steps, of equally many pixels, all are replaced.
    """

    scores: Callable[[Images], Scores]
    classes: NDArray[np.int64]
    steps: int


def replacement_curve(
    judge: Judge, start: Images, end: Images, order: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Replace pixels of `start` by those of `end` in an order, and note the probability.

    Args:
        judge: Who looks.
        start: uint8 (n, height, width, channels).
        end: Of the same shape.
        order: Places in the flattened image, (n, height * width), the first to be replaced first.

    Returns:
        (n, steps + 1), the first of `start` and the last of `end`.
    """
    n, height, width, channels = start.shape
    place = np.empty((n, height * width), np.int64)
    np.put_along_axis(place, order, np.arange(height * width), axis=1)
    counts = np.rint(np.linspace(0, height * width, judge.steps + 1)).astype(np.int64)
    curve = np.empty((n, len(counts)))
    for part in _parts(n, len(counts) * height * width * channels):
        replaced = place[part, None, :] < counts[None, :, None]
        shape = (*replaced.shape[:2], height, width, 1)
        copies = np.where(replaced.reshape(shape), end[part, None], start[part, None])
        said = probabilities(judge.scores(copies.reshape(-1, height, width, channels)))
        of_class = said.reshape(*replaced.shape[:2], -1)
        curve[part] = np.take_along_axis(of_class, judge.classes[part, None, None], axis=2)[..., 0]
    return curve


def _parts(n: int, bytes_each: int) -> Iterator[slice]:
    size = max(1, _MOST_BYTES // bytes_each)
    return (slice(start, min(n, start + size)) for start in range(0, n, size))
