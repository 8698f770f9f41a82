"""What encodings of an image's descriptors have in common."""

from abc import abstractmethod
from collections.abc import Callable
from time import perf_counter
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from models._blocks import in_blocks
from models._split import Images

_POINTS = 2**12  # described at a time: for fewer, matrix products are too small to be fast


class Encoding(TransformerMixin, BaseEstimator):
    """Turn images into vectors of one length, by way of descriptors that are never kept.

    Attributes:
        descriptor: Describes images: as `DenseSIFT`, with `positions` and `describer`.
        by_blocks: That it takes images in a file, as `ShallowClassifier` says.
        shape_: Of the images that were encoded last, (height, width, channels).
        seconds_: By phase, what the last call of `transform` took, on all its threads together.
    """

    fitting: ClassVar[str] = "codebook"  # the phase that learning the words is timed as

    by_blocks: ClassVar[bool] = True

    descriptor: Any

    @abstractmethod
    def encoder(
        self, positions: NDArray[np.float32]
    ) -> Callable[[NDArray[np.float32]], NDArray[np.float32]]:
        """Prepare for points at (points, 2), 0 to 1; what is given encodes on one core.

        It turns descriptors float32 (m, points, numbers) into float32 (m, numbers).
        """

    @abstractmethod
    def sharer(
        self, positions: NDArray[np.float32]
    ) -> Callable[[NDArray[np.float32], NDArray[np.float32]], NDArray[np.float32]]:
        """Prepare, as `encoder`, to say what each descriptor adds to weighted sums of vectors.

        What is given turns descriptors (m, points, numbers) and a weight for each number of each
        image's vector, (m, numbers), into float32 (m, points), whose rows sum to those of
        vectors * weights. What an image's numbers are divided by belongs to all of it, and is
        taken as it is.
        """

    def cells(self, positions: NDArray[np.float32]) -> NDArray[np.float32]:
        """Say which points count in which part of the vector: (parts, points) of 0 and 1."""
        return np.ones((1, len(positions)), np.float32)

    @abstractmethod
    def block(self, points: int) -> int:
        """Say how many images of so many points a core's cache has room for."""

    def kernels(self) -> dict[str, NDArray[np.float32]]:
        """Give the descriptor's, for images as they were encoded last, where it has such."""
        kernels_for = getattr(self.descriptor, "kernels_for", None)
        return {} if kernels_for is None else dict(kernels_for(self.shape_))

    def transform(self, x: Images) -> NDArray[np.float32]:
        """Encode images uint8 (n, height, width, channels), on all cores."""
        self.shape_ = x.shape[1:]
        positions = self.descriptor.positions(self.shape_)
        describe, encode = self.descriptor.describer(self.shape_), self.encoder(positions)
        size = max(1, self.block(len(positions)))
        together = size * -(-_POINTS // (size * len(positions)))
        spent: list[tuple[float, float]] = []

        def compute(x: Images) -> NDArray[np.float32]:
            start = perf_counter()
            descriptors = describe(x)
            between = perf_counter()
            parts = [encode(descriptors[at : at + size]) for at in range(0, len(x), size)]
            encoded = np.concatenate(parts) if len(parts) > 1 else parts[0]
            spent.append((between - start, perf_counter() - between))
            return encoded

        out = in_blocks(compute, x, together)
        features, encoding = np.sum(spent, axis=0)
        self.seconds_ = {"features": float(features), "encode": float(encoding)}
        return out
