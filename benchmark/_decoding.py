"""Decode files into one file of images, going on where an earlier attempt was stopped."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from benchmark._image_rows import ImageRows
from benchmark._in_blocks import in_blocks
from benchmark._ledger import Ledger
from benchmark.damaged_error import DamagedError
from benchmark.fit_picture import fit_picture

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmark._image_rows import OpenRows
    from benchmark.collection import Block, Collection
    from benchmark.frame import Frame
    from benchmark.told import Told


@dataclass(frozen=True)
class Decoding:
    """A folder in the making.

    Args:
        collection: The files.
        places: Which of them, in order: the first is file number 0 here.
        frame: What to bring their images to.
        folder: Where `x.npy` and `damaged.json` come to lie.
    """

    IMAGES: ClassVar[str] = "x.npy"
    DAMAGED: ClassVar[str] = "damaged.json"

    collection: Collection
    places: Sequence[int]
    frame: Frame
    folder: Path

    def run(self, told: Told) -> None:
        """Decode what is missing, block by block; what is done is written down block by block.

        Raises:
            UsageError: If the disk has no room.
        """
        self.folder.mkdir(exist_ok=True)
        ledger = Ledger.read(self.folder / "done.jsonl")
        rows = ImageRows(self.folder / self.IMAGES, self.shape)
        if not rows.are_there():
            ledger = Ledger(ledger.path)
        numbers = {
            place: number for number, place in enumerate(self.places) if number not in ledger.done
        }
        blocks = self.collection.blocks(list(numbers))
        with rows.opened() as file, ledger.writing():
            for found in in_blocks(partial(self._block, numbers, file), blocks):
                ledger.add(found)
                told("decoding", len(ledger.done), len(self.places))
        (self.folder / self.DAMAGED).write_text(json.dumps(ledger.damaged), encoding="utf-8")
        ledger.path.unlink(missing_ok=True)

    def _block(
        self, numbers: dict[int, int], file: OpenRows, block: Block
    ) -> dict[int, tuple[str, str] | None]:
        """Decode a block of files; say by number what is wrong with each, None if nothing."""
        found: dict[int, tuple[str, str] | None] = {}
        for place, data in block:
            number, damage = numbers[place], None
            try:
                self._one(file, number, self.collection.content(place, data))
            except DamagedError as damaged:
                damage = damaged.kind, str(damaged)
            found[number] = damage
        return found

    def _one(self, file: OpenRows, number: int, data: bytes) -> None:
        pictures = self.collection.decoder.decode(data)
        for part, picture in enumerate(pictures):
            image = fit_picture(picture, self.frame.shape, self.frame.rule)
            file.write(number * len(pictures) + part, image)

    @property
    def shape(self) -> tuple[int, ...]:
        """Images, height, width, channels."""
        return len(self.places) * self.collection.decoder.parts, *self.frame.shape
