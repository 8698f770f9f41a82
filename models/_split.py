"""Images with their labels, as every model receives them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from models._stored_images import StoredImages

Images: TypeAlias = NDArray[np.uint8]
"""uint8 (n, height, width, channels), 0 black to 255 white; channels 1 (grey) or 3 (RGB)."""

Labels: TypeAlias = NDArray[np.int64]
"""int64 (n,), each 0 to n_classes - 1."""

Scores: TypeAlias = NDArray[np.float32]
"""float32 (n, n_classes), finite; in a row, larger is likelier."""


@dataclass(frozen=True)
class Split:
    """One part of a data set: images, their labels and, where it matters, their groups.

    Args:
        x: Images, uint8 (n, height, width, channels); where memory would not hold them,
            `StoredImages`, which are read as they are asked for.
        y: Labels, int64 (n,), each 0 to n_classes - 1.
        groups: What images that belong together share (a patient, a camera), (n,); None where
            every image stands alone.
    """

    x: Images
    y: Labels
    groups: NDArray[Any] | None = None

    def __len__(self) -> int:
        return len(self.y)

    @property
    def stored(self) -> bool:
        """Whether something of it is in a file, and read as it is asked for."""
        parts: tuple[object, object] = (self.x, self.y)
        return any(isinstance(each, StoredImages) for each in parts)

    def take(self, places: NDArray[np.int64]) -> Split:
        """Give some of the images, int64 (n,) by their places, with labels and groups."""
        groups = None if self.groups is None else self.groups[places]
        return Split(self.x.take(places, axis=0), self.y[places], groups)
