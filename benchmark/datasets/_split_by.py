"""Split images as their source says, and by the seed where it says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models import Labels

_FEWEST = 3


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
        chosen = _by_group(own, groups[places], *how)
    return places[~chosen], places[chosen]


def _by_class(y: Labels, share: float, seed: int) -> NDArray[np.bool_]:
    """Choose of each class its share, one image at the least; but the last one stays."""
    rng = np.random.default_rng(seed)
    chosen = np.zeros(len(y), bool)
    for label, n in zip(*np.unique(y, return_counts=True), strict=True):
        own = rng.permutation(np.flatnonzero(y == label))
        chosen[own[: min(max(1, round(share * n)), n - 1)]] = True
    return chosen


def _by_group(y: Labels, groups: NDArray[np.str_], share: float, seed: int) -> NDArray[np.bool_]:
    """Choose whole groups, such that classes keep their shares as nearly as they can.

    Groups are taken as they come, each that brings the classes nearer to their shares; what
    holds the last images of a class stays.
    """
    _, labels = np.unique(y, return_inverse=True)
    names, of = np.unique(groups, return_inverse=True)
    counts = np.zeros((len(names), labels.max(initial=-1) + 1))
    np.add.at(counts, (of, labels), 1)
    chosen = _nearest(counts, share, np.random.default_rng(seed).permutation(len(names)))
    if not chosen.any():
        raise UsageError(
            "expected groups that can be drawn without a class losing all its images, received "
            f"{len(names):,} groups: every class needs {_FEWEST}, one for each split"
        )
    return chosen[of]


def _nearest(
    counts: NDArray[np.float64], share: float, order: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Choose rows whose sums come near to a share of all; one of the smaller half if none does."""
    whole = counts.sum(axis=0)
    left, wanted = whole.copy(), share * whole
    missing = wanted.copy()
    chosen = np.zeros(len(counts), bool)
    for place in order:
        own = counts[place]
        nearer = np.sum((missing - own) ** 2 / whole) < np.sum(missing**2 / whole)
        if nearer and (left > own).all(where=own > 0):
            chosen[place], missing, left = True, missing - own, left - own
    free = [place for place in order if (left > counts[place]).all(where=counts[place] > 0)]
    if free and not chosen.any():
        sizes = counts[free].sum(axis=1)
        chosen[np.array(free)[sizes <= np.median(sizes)][0]] = True
    return chosen
