"""What the rows of files say of their images, as splits need it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from benchmark.pictures import Pictures
    from models import Labels


class Labelled(NamedTuple):
    """Labels, splits and groups of images.

    Args:
        y: Labels, int64 (n,).
        classes: The name of each label, in order.
        splits: As the source has them, "" where it says nothing, (n,).
        groups: What belongs together, (n,); None where every image stands alone.
    """

    y: Labels
    classes: tuple[str, ...]
    splits: NDArray[np.str_]
    groups: NDArray[np.str_] | None


def labelled(found: Pictures) -> Labelled:
    """Number the classes in the order of their names, or of their values if all are numbers."""
    rows = found.usable
    classes = _in_order(rows["label"].unique())
    numbers = {name: place for place, name in enumerate(classes)}
    y = np.array(rows["label"].map(numbers), np.int64)
    alone = found.collection.decoder.parts == 1
    return Labelled(y, classes, rows["split"].to_numpy(str), _groups(rows, alone=alone))


def _in_order(names: NDArray[np.str_]) -> tuple[str, ...]:
    numbers = all(name.isascii() and name.isdigit() for name in names)
    return tuple(sorted(names, key=(lambda name: (int(name), name)) if numbers else None))


def _groups(rows: pd.DataFrame, *, alone: bool) -> NDArray[np.str_] | None:
    """Give the groups; of files that have none but several images, the file's path."""
    if alone and (rows["group"] == "").all():
        return None
    return rows["group"].where(rows["group"] != "", rows["path"]).to_numpy(str)
