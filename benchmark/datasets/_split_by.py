"""Split images as their source says, and by the seed where it says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models import Labels

_TEST, _VALIDATION = 0.2, 0.1  # shares of all images, or of those for training where test is given
_FEWEST = 3


class Places(NamedTuple):
    """Which images are in which split, int64 (n,) each, sorted."""

    train: NDArray[np.int64]
    validation: NDArray[np.int64]
    test: NDArray[np.int64]


def split_by(
    y: Labels, splits: NDArray[np.str_], groups: NDArray[np.str_] | None, seed: int
) -> Places:
    """Split images.

    A test split is the one that the source gives; where it gives a validation split alone, that
    (as ImageNet's); else a fifth is drawn. A validation split is the source's; else a tenth is
    drawn. Whatever is drawn keeps the shares of the classes as nearly as it can, and takes groups
    whole.

    Args:
        y: Labels, int64 (n,).
        splits: "train", "validation", "test" or "", (n,).
        groups: What belongs together, (n,); None where every image stands alone.
        seed: Decides what is drawn.

    Raises:
        UsageError: If there is too little of something.
    """
    given = {name: np.flatnonzero(splits == name) for name in ("train", "validation", "test")}
    rest = np.flatnonzero((splits == "") | (splits == "train"))
    test, validation = given["test"], given["validation"]
    if not len(test) and len(validation):
        test, validation = validation, test
    drawn = not len(test)
    if drawn:
        rest, test = _drawn(rest, y, groups, (_TEST, seed))
    if not len(validation):
        share = _VALIDATION / (1 - _TEST) if drawn else _VALIDATION
        rest, validation = _drawn(rest, y, groups, (share, seed))
    if not len(rest):
        raise UsageError("expected images for training, received none")
    return Places(rest, validation, np.sort(test))


def _drawn(
    places: NDArray[np.int64],
    y: Labels,
    groups: NDArray[np.str_] | None,
    how: tuple[float, int],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Draw a share by the seed; give the rest and what was drawn."""
    own = y[places]
    chosen = _by_class(own, *how) if groups is None else _by_group(own, groups[places], *how)
    return places[~chosen], places[chosen]


def _by_class(y: Labels, share: float, seed: int) -> NDArray[np.bool_]:
    """Choose of each class its share, one image at the least."""
    rng = np.random.default_rng(seed)
    chosen = np.zeros(len(y), bool)
    for label, n in zip(*np.unique(y, return_counts=True), strict=True):
        own = rng.permutation(np.flatnonzero(y == label))
        chosen[own[: max(1, round(share * n))]] = True
    return chosen


def _by_group(y: Labels, groups: NDArray[np.str_], share: float, seed: int) -> NDArray[np.bool_]:
    """Choose whole groups, such that classes keep their shares as nearly as they can."""
    from sklearn.model_selection import StratifiedGroupKFold

    n = len(np.unique(groups))
    folds = min(n, round(1 / share))
    if folds < 2:  # noqa: PLR2004 - one to draw, one to stay
        raise UsageError(
            f"expected {_FEWEST} groups or more, one for each split at the least, received fewer"
        )
    folder = StratifiedGroupKFold(folds, shuffle=True, random_state=seed)
    _, chosen = next(folder.split(y, y, groups))
    return np.isin(np.arange(len(y)), chosen)
