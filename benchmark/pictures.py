"""The images of a collection, all brought to one size, and what is known of their files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from benchmark.decoded import decoded
from benchmark.frame_of import frame_of
from benchmark.survey import survey
from benchmark.told import Told, nobody
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from benchmark.collection import Collection
    from benchmark.frame import Frame
    from models import StoredImages


@dataclass(frozen=True)
class Pictures:
    """Images and files.

    Args:
        collection: The files.
        table: A row a file, as `survey` has it; `damage` and `message` also of files whose
            damage only decoding has shown.
        frame: What the images were brought to.
        x: The images of all files without damage, in their order; of each file as many as the
            decoder's `parts`.
        files: By image the place of its file, int64 (images,).
    """

    collection: Collection
    table: pd.DataFrame
    frame: Frame
    x: StoredImages
    files: NDArray[np.int64]

    @property
    def usable(self) -> pd.DataFrame:
        """The rows of the files of the images, one an image."""
        return self.table.iloc[self.files].reset_index(drop=True)


def pictures(
    collection: Collection,
    size: str = "auto",
    rule: str = "crop",
    channels: str = "auto",
    told: Told = nobody,
) -> Pictures:
    """Look at all files and decode those that can be, once and for all.

    Args:
        collection: The files.
        size: As `frame_of` takes it, like the next two.
        rule: What becomes of another shape.
        channels: "grey", "rgb" or "auto".
        told: Who wants to know how far it is.

    Raises:
        UsageError: If no file can be used, or the disk has no room.
    """
    table = survey(collection, told)
    good = table[table["damage"] == ""]
    if good.empty:
        first = table.iloc[0]
        raise UsageError(
            f"none of {len(table):,} files can be used; {first['path']} is {first['damage']}: "
            f"{first['message']}"
        )
    frame = frame_of(good, size, rule, channels)
    hashes = dict(zip(good.index.tolist(), good["sha256"], strict=True))
    images = decoded(collection, hashes, frame, told)
    places = np.array(good.index)
    for number, (kind, message) in images.damaged.items():
        table.loc[places[number], ["damage", "message"]] = [kind, message]
    numbers = np.array([each for each in range(len(places)) if each not in images.damaged], int)
    parts = collection.decoder.parts
    rows = (numbers[:, None] * parts + np.arange(parts)).ravel()
    return Pictures(
        collection, table, frame, images.x.take(rows), np.repeat(places[numbers], parts)
    )
