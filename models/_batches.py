"""Training images batch by batch, cropped, mirrored, moved: never twice the same."""

from collections.abc import Callable
from math import ceil
from typing import TypeAlias

import keras
import numpy as np
from numpy.typing import NDArray

from models._crops import random_crop
from models._split import Images, Labels, Split

Pixels: TypeAlias = NDArray[np.float32]
"""float32 (n, height, width, channels), 0 black to 255 white, or beyond in passing."""

Augmentation: TypeAlias = Callable[[Pixels], Pixels]


class Batches(keras.utils.PyDataset):
    """Batches in an order drawn anew for each epoch.

    This is the same on every backend, and the same again with the same seed.

    Args:
        split: uint8 images, `crop` pixels a side or larger, and their labels.
        batch_size: Images a batch; fewer in an epoch's last.
        crop: Side of the random crop in pixels; None takes images whole.
        seed: Decides order and crops.
        augmentations: What changes a batch after that, in order.
    """

    def __init__(
        self,
        split: Split,
        batch_size: int,
        crop: int | None,
        seed: int,
        augmentations: list[Augmentation],
    ) -> None:
        super().__init__()
        self._split, self._batch_size, self._crop = split, batch_size, crop
        self._augmentations = augmentations
        self._rng = np.random.default_rng(seed)
        self._seed, self._epoch = seed, -1
        self.on_epoch_end()

    def __len__(self) -> int:
        return ceil(len(self._split) / self._batch_size)

    def __getitem__(self, number: int) -> tuple[Images, Labels]:
        start = number * self._batch_size
        chosen = self._order[start : start + self._batch_size]
        x = self._split.x[chosen]
        if self._crop is not None:
            x = random_crop(x, self._crop, np.random.default_rng((self._seed, self._epoch, number)))
        return self._augmented(x), self._split.y[chosen]

    def on_epoch_end(self) -> None:
        """Draw the order of the next epoch."""
        self._epoch += 1
        self._order = self._rng.permutation(len(self._split))

    def _augmented(self, x: Images) -> Images:
        if not self._augmentations:
            return x
        changed = x.astype(np.float32)
        for augment in self._augmentations:
            changed = augment(changed)
        rounded = np.rint(changed)
        return np.clip(rounded, 0, 255, out=rounded).astype(np.uint8)
