"""Confusion matrices, small enough to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reports._confusion import Confusion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

MOST_CLASSES = 30
"""In a matrix that can be read."""

_KEPT = 20  # of more, where each must have its name
_OTHERS = "(all others)"


def narrowed(
    found: Mapping[str, Confusion], shown: Mapping[str, Confusion]
) -> dict[str, Confusion]:
    """Keep the classes that all models together confuse most often, and make one of all others.

    Args:
        found: Of all models, with the same classes.
        shown: Of those that are drawn.

    Returns:
        What is shown, as it is if it has no more classes than can be read.
    """
    if not shown or len(next(iter(shown.values())).classes) <= MOST_CLASSES:
        return dict(shown)
    kept = _most_confused(np.sum([each.counts for each in found.values()], axis=0))
    return {name: _merged(each, kept) for name, each in shown.items()}


def narrowing(shown: Mapping[str, Confusion], drawn: Mapping[str, Confusion]) -> str:
    """Say which classes `narrowed` has kept; nothing where it kept all."""
    before, after = (len(next(iter(each.values())).classes) for each in (shown, drawn))
    if before == after:
        return ""
    return f". Of {before} classes, these are the {after - 1} that are most often confused"


def _most_confused(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the classes of the most frequent confusions, in order of their number."""
    wrong = counts.copy()
    np.fill_diagonal(wrong, 0)
    often = np.argsort(-wrong, axis=None, kind="stable")
    pairs = np.column_stack(np.unravel_index(often, wrong.shape)).ravel()
    _, first = np.unique(pairs, return_index=True)
    return np.sort(pairs[np.sort(first)[:_KEPT]])


def _merged(confusion: Confusion, kept: NDArray[np.int64]) -> Confusion:
    n_classes = len(confusion.classes)
    place = np.full(n_classes, len(kept))
    place[kept] = np.arange(len(kept))
    merge = np.zeros((n_classes, len(kept) + 1), np.int64)
    merge[np.arange(n_classes), place] = 1
    names = (*(confusion.classes[each] for each in kept), _OTHERS)
    return Confusion(merge.T @ confusion.counts @ merge, names)
