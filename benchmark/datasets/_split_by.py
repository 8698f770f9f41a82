"""Split images as their source says, and by the seed where it says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from benchmark.datasets._by_group import by_group
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models import Labels


class Shares(NamedTuple):
    """How much is drawn where the source says nothing.

    Args:
        test: Share of all images.
        validation: Share of all images, or of those for training where the test split is given.
    """

    test: float = 0.2
    validation: float = 0.1


class Places(NamedTuple):
    """Which images are in which split, int64 (n,) each, sorted."""

    train: NDArray[np.int64]
    validation: NDArray[np.int64]
    test: NDArray[np.int64]


_USUAL = Shares()


def split_by(
    y: Labels,
    splits: NDArray[np.str_],
    groups: NDArray[np.str_] | None,
    seed: int,
    shares: Shares = _USUAL,
) -> Places:
    """Split images.

    A test split is the one that the source gives; where it gives a validation split alone, that
    (as ImageNet's); else it is drawn. A validation split is the source's, else drawn. Whatever is
    drawn keeps the shares of the classes as nearly as it can, and takes groups whole.

    Args:
        y: Labels, int64 (n,).
        splits: "train", "validation", "test" or "", (n,).
        groups: What belongs together, (n,); None where every image stands alone.
        seed: Decides what is drawn.
        shares: How much.

    Raises:
        UsageError: If there is too little of something, or the source itself parts a group.
    """
    _check_groups(splits, groups)
    given = {name: np.flatnonzero(splits == name) for name in ("train", "validation", "test")}
    rest = np.flatnonzero((splits == "") | (splits == "train"))
    test, validation = given["test"], given["validation"]
    if not len(test) and len(validation):
        test, validation = validation, test
    drawn = not len(test)
    if drawn:
        rest, test = _drawn(rest, y, groups, (shares.test, seed))
    if not len(validation):
        share = shares.validation / (1 - shares.test) if drawn else shares.validation
        rest, validation = _drawn(rest, y, groups, (share, seed))
    if not len(rest):
        raise UsageError("expected images for training, received none")
    return Places(rest, validation, np.sort(test))


def _check_groups(splits: NDArray[np.str_], groups: NDArray[np.str_] | None) -> None:
    if groups is None:
        return
    placed = np.where(splits == "", "train", splits)  # nothing of it can be drawn any more
    pairs = np.unique(np.stack([groups, placed]), axis=1)
    names, n = np.unique(pairs[0], return_counts=True)
    if (n > 1).any():
        torn = names[n > 1][0]
        raise UsageError(
            f"expected each group in one split, received {str(torn)!r} in "
            f"{' and '.join(pairs[1][pairs[0] == torn])}"
        )


def _drawn(
    places: NDArray[np.int64],
    y: Labels,
    groups: NDArray[np.str_] | None,
    how: tuple[float, int],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Draw a share by the seed; give the rest and what was drawn."""
    own = y[places]
    if groups is None or not len(places):
        chosen = _by_class(own, *how)
    else:
        chosen = by_group(own, groups[places], *how)
    return places[~chosen], places[chosen]


def _by_class(y: Labels, share: float, seed: int) -> NDArray[np.bool_]:
    """Choose of each class its share, one image at the least; but the last one stays."""
    rng = np.random.default_rng(seed)
    chosen = np.zeros(len(y), bool)
    for label, n in zip(*np.unique(y, return_counts=True), strict=True):
        own = rng.permutation(np.flatnonzero(y == label))
        chosen[own[: min(max(1, round(share * n)), n - 1)]] = True
    return chosen
