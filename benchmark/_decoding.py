"""Decode files into one file of images, going on where an earlier attempt was stopped."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from benchmark._image_rows import ImageRows
from benchmark._in_blocks import in_blocks
from benchmark._ledger import Ledger
from benchmark._seen import Seen
from benchmark.damaged_error import DamagedError
from benchmark.fit_picture import fit_picture

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from benchmark._image_rows import OpenRows
    from benchmark.collection import Block, Collection
    from benchmark.frame import Frame
    from benchmark.told import Told

_Outcome: TypeAlias = "tuple[Seen, tuple[str, str] | None]"  # and what decoding found wrong


@dataclass(frozen=True)
class Decoding:
    """A folder in the making.

    Args:
        collection: The files.
        frame: What to bring their images to.
        folder: Where `x.npy` and `damaged.json` come to lie.
        known: By place, what was seen of files before; the others are looked at as they are read.
    """

    IMAGES: ClassVar[str] = "x.npy"
    DAMAGED: ClassVar[str] = "damaged.json"

    collection: Collection
    frame: Frame
    folder: Path
    known: Mapping[int, Seen] = field(default_factory=dict)

    def run(self, told: Told) -> list[Seen]:
        """Decode what is missing, block by block; what is done is written down block by block.

        Returns:
            What was seen of all files, in their order.

        Raises:
            UsageError: If the disk has no room.
        """
        self.folder.mkdir(exist_ok=True)
        ledger = Ledger.read(self.folder / "done.jsonl")
        rows = ImageRows(self.folder / self.IMAGES, self.shape)
        if not rows.are_there():
            ledger = Ledger(ledger.path)
        n = len(self.collection.items)
        blocks = self.collection.blocks([place for place in range(n) if place not in ledger.done])
        with rows.opened() as file, ledger.writing():
            for found in in_blocks(partial(self._block, file), blocks):
                ledger.add(found)
                told("decoding", len(ledger.done), n)
        damaged = {place: wrong for place, (_, wrong) in ledger.done.items() if wrong}
        (self.folder / self.DAMAGED).write_text(json.dumps(damaged), encoding="utf-8")
        ledger.path.unlink(missing_ok=True)
        return [Seen(*ledger.done[place][0]) for place in range(n)]

    @property
    def shape(self) -> tuple[int, ...]:
        """Images, height, width, channels."""
        return len(self.collection.items) * self.collection.decoder.parts, *self.frame.shape

    def _block(self, file: OpenRows, block: Block) -> dict[int, _Outcome]:
        return {place: self._one(file, place, content) for place, content in block}

    def _one(self, file: OpenRows, place: int, content: bytes | DamagedError | None) -> _Outcome:
        """Look at a file and decode it, unless it is known to be damaged."""
        seen = self.known.get(place)
        if seen is not None and seen.damage:
            return seen, None
        try:
            data = self.collection.content(place, content)
        except DamagedError as damaged:
            return (Seen.damaged(damaged), None) if seen is None else (seen, _wrong(damaged))
        seen = Seen.of(data, self.collection.decoder) if seen is None else seen
        if seen.damage:
            return seen, None
        try:
            self._decode(file, place, data)
        except DamagedError as damaged:
            return seen, _wrong(damaged)
        return seen, None

    def _decode(self, file: OpenRows, place: int, data: bytes) -> None:
        pictures = self.collection.decoder.decode(data)
        for part, picture in enumerate(pictures):
            image = fit_picture(picture, self.frame.shape, self.frame.rule)
            file.write(place * len(pictures) + part, image)


def _wrong(damaged: DamagedError) -> tuple[str, str]:
    return damaged.kind, str(damaged)
