"""The images of a collection, all brought to one size, and what is known of their files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from benchmark.decoded import Decoded
from benchmark.frame_of import frame_of
from benchmark.survey import Survey
from benchmark.told import Told, nobody
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from benchmark.collection import Collection
    from benchmark.frame import Frame
    from models import StoredImages

_SAMPLE = 16  # files that tell what all are like, if they agree


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
    survey = Survey(collection)
    table, guess = _surveyed(survey, (size, rule, channels), told)
    good = table[table["damage"] == ""]
    if good.empty:
        first = table.iloc[0]
        raise UsageError(
            f"none of {len(table):,} files can be used; {first['path']} is {first['damage']}: "
            f"{first['message']}"
        )
    frame = frame_of(good, size, rule, channels)
    if guess is not None and guess.frame != frame:
        guess.forget(table)
    images = Decoded(collection, frame).images(table, told)
    for place, (kind, message) in images.damaged.items():
        table.loc[place, ["damage", "message"]] = [kind, message]
    places = np.flatnonzero(table["damage"] == "")
    parts = collection.decoder.parts
    rows = (places[:, None] * parts + np.arange(parts)).ravel()
    return Pictures(collection, table, frame, images.x.take(rows), np.repeat(places, parts))


def _surveyed(
    survey: Survey, how: tuple[str, str, str], told: Told
) -> tuple[pd.DataFrame, Decoded | None]:
    """Give the table of all files; and, if they were decoded as they were read, to which frame.

    They are where a few of them tell what the frame of all will be, as they mostly do, and nothing
    like it was decoded before, which may turn out to be the same: that is read in half the time.
    """
    if (table := survey.read()) is not None:
        return table, None
    few = survey.sample(_SAMPLE)
    mixed = how[0] == "auto" and few[["height", "width"]].drop_duplicates().shape[0] > 1
    if not few.empty and not mixed:
        guess = Decoded(survey.collection, frame_of(few, *how))
        if guess.looks_new():
            return guess.survey(survey, told), guess
    return survey.make(told), None
