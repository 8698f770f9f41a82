"""An epoch, many batches at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import keras
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models._batches import Batches

MOST_BYTES = 2**28  # of images made for one program; the next are made while the device computes


class Pieces(keras.utils.PyDataset):
    """An epoch in pieces: full batches, many at once, and then what is left of it.

    A piece is places in the training split, int32 (steps, batch), where images go in as they come;
    otherwise images and labels, uint8 (steps, batch, height, width, channels) and (steps, batch).

    Args:
        batches: Of the epoch.
        most: Bytes of images that are made at once.
    """

    def __init__(self, batches: Batches, most: int = MOST_BYTES) -> None:
        super().__init__()
        self._batches = batches
        full, rest = divmod(batches.images, batches.batch_size)
        bytes_each = batches.whole[0][0].nbytes * batches.batch_size
        at_once = max(1, most // bytes_each if batches.made else full)
        starts = [*range(0, full, at_once), *([full] if rest else [])]
        self._bounds = list(zip(starts, [*starts[1:], full + bool(rest)], strict=True))

    def __len__(self) -> int:
        return len(self._bounds)

    def __getitem__(self, number: int) -> tuple[Any, ...]:
        steps = range(*self._bounds[number])
        if not self._batches.made:
            return (np.stack([self._batches.places(step) for step in steps]).astype(np.int32),)
        x, y = zip(*(self._batches[step] for step in steps), strict=True)
        return np.stack(x), np.stack(y)

    def ahead(self) -> Iterator[tuple[Any, ...]]:
        """Give pieces epoch after epoch, the next of an epoch made while one is learned from."""
        with ThreadPoolExecutor(1) as maker:
            while True:
                made = maker.submit(self.__getitem__, 0)
                for number in range(1, len(self)):
                    piece = made.result()
                    made = maker.submit(self.__getitem__, number)
                    yield piece
                piece = made.result()
                self.on_epoch_end()
                yield piece

    def on_epoch_end(self) -> None:
        """Draw the next epoch."""
        self._batches.on_epoch_end()
