"""An epoch, many batches at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import keras
import numpy as np

if TYPE_CHECKING:
    from models._batches import Batches

_BYTES = 2**28  # of images made for one program; the next are made while the device computes


class Pieces(keras.utils.PyDataset):
    """An epoch in pieces: full batches, many at once, and then what is left of it.

    A piece is places in the training split, int32 (steps, batch), where images go in as they come;
    otherwise images and labels, uint8 (steps, batch, height, width, channels) and (steps, batch).

    Args:
        batches: Of the epoch.
        sharing: How many others are made at the same time.
    """

    def __init__(self, batches: Batches, sharing: int = 1) -> None:
        super().__init__()
        self._batches = batches
        full, rest = divmod(batches.images, batches.batch_size)
        bytes_each = batches.whole[0][0].nbytes * batches.batch_size * sharing
        at_once = max(1, _BYTES // bytes_each if batches.changes else full)
        starts = [*range(0, full, at_once), *([full] if rest else [])]
        self._bounds = list(zip(starts, [*starts[1:], full + bool(rest)], strict=True))

    def __len__(self) -> int:
        return len(self._bounds)

    def __getitem__(self, number: int) -> tuple[Any, ...]:
        steps = range(*self._bounds[number])
        if not self._batches.changes:
            return (np.stack([self._batches.places(step) for step in steps]).astype(np.int32),)
        x, y = zip(*(self._batches[step] for step in steps), strict=True)
        return np.stack(x), np.stack(y)

    def on_epoch_end(self) -> None:
        """Draw the next epoch."""
        self._batches.on_epoch_end()
