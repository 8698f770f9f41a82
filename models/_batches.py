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

Augmentation: TypeAlias = Callable[[Pixels, np.random.Generator], Pixels]
"""What changes a batch; all that it draws comes from the generator."""


class Batches(keras.utils.PyDataset):
    """Batches in an order drawn anew for each epoch.

    Order, crops and what augmentations draw depend on the seed, the epoch and the place of the
    batch in it alone: a batch is the same whichever were made before it, or beside it.

    Args:
        split: uint8 images, `crop` pixels a side or larger, and their labels.
        batch_size: Images a batch; fewer in an epoch's last.
        crop: Side of the random crop in pixels; None takes images whole.
        seed: Decides all that is drawn.
        augmentations: What changes a batch after that, in order.

    Attributes:
        batch_size: As given.
        images: How many there are.
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
        self.batch_size, self.images = batch_size, len(split)
        self._split, self._crop = split, crop
        self._augmentations = augmentations
        self._seed = seed
        self.rewind()

    @property
    def made(self) -> bool:
        """Whether batches are made: cropped, augmented or read; else `whole` has what goes in."""
        return self._crop is not None or bool(self._augmentations) or self._split.stored

    @property
    def whole(self) -> tuple[Images, Labels]:
        """All images and labels, in the split's order."""
        return self._split.x, self._split.y

    def places(self, number: int) -> NDArray[np.int64]:
        """Say which of the split's images are in a batch of this epoch."""
        start = number * self.batch_size
        return self._order[start : start + self.batch_size]

    def __len__(self) -> int:
        return ceil(self.images / self.batch_size)

    def __getitem__(self, number: int) -> tuple[Images, Labels]:
        chosen = self.places(number)
        x = self._split.x[chosen]
        draws = (self._seed, self._epoch, number)
        if self._crop is not None:
            x = random_crop(x, self._crop, np.random.default_rng(draws))
        return self._augmented(x, draws), self._split.y[chosen]

    def rewind(self) -> None:
        """Go back to the first epoch."""
        self._rng = np.random.default_rng(self._seed)
        self._epoch = -1
        self.on_epoch_end()

    def on_epoch_end(self) -> None:
        """Draw the order of the next epoch."""
        self._epoch += 1
        self._order = self._rng.permutation(len(self._split))

    def _augmented(self, x: Images, draws: tuple[int, ...]) -> Images:
        if not self._augmentations:
            return x
        changed = x.astype(np.float32)
        for place, augment in enumerate(self._augmentations):
            changed = augment(changed, np.random.default_rng((*draws, place)))
        rounded = np.rint(changed)
        return np.clip(rounded, 0, 255, out=rounded).astype(np.uint8)
