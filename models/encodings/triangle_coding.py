"""How much nearer than most a word is: k-means as a layer of features."""

from collections.abc import Callable
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import MiniBatchKMeans

from models._split import Images
from models.encodings._encoding import Encoding
from models.encodings._sample import sample
from models.encodings._whitening import whitening

_BLOCK = 2**19  # numbers that a thread computes at a time: they stay in its cache


class TriangleCoding(Encoding):
    """Say by how much each word is nearer than words are on average: to float32 (n, 4 * words).

    Descriptors are whitened, without being turned (ZCA); words are the centres of mini-batch
    k-means on a sample of them. With z the distances of a descriptor to all words, its code for
    word k is max(0, mean(z) - z_k). Codes are summed over each quarter of the image, row after
    row; the middle row or column, where there is one, is part of the second half.

    Args:
        descriptor: Transformer from images to float32 (n, points, numbers), as `Patches`.
        words: How many; fewer where the sample has fewer descriptors.
        seed: Decides the sample of 50,000 training descriptors and where k-means begins.

    Attributes:
        mean_: float32 (numbers,), of the sample.
        whitening_: float32 (numbers, numbers).
        centres_: float32 (words, numbers), of whitened descriptors.

    Paper: Coates, Ng, Lee, "An analysis of single-layer networks in unsupervised feature
        learning", 2011 (the triangle). We learn from fewer patches than the paper's 400,000.
    """

    def __init__(self, descriptor: Any, words: int = 1600, seed: int = 0) -> None:
        self.descriptor = descriptor
        self.words = words
        self.seed = seed

    def fit(self, x: Images, y: Any = None) -> Self:
        """Learn the whitening and the words."""
        del y
        descriptors, _ = sample(self.descriptor, x, self.seed)
        self.mean_ = descriptors.mean(axis=0)
        self.whitening_ = whitening(descriptors)
        whitened = (descriptors - self.mean_) @ self.whitening_
        kmeans = MiniBatchKMeans(
            min(self.words, len(whitened)),
            init="random",
            batch_size=4096,
            n_init=1,
            random_state=self.seed,
        )
        self.centres_ = kmeans.fit(whitened).cluster_centers_.astype(np.float32)
        return self

    def encoder(
        self, positions: NDArray[np.float32]
    ) -> Callable[[NDArray[np.float32]], NDArray[np.float32]]:
        """Prepare to encode descriptors of points at these positions."""
        pooling = self.cells(positions)

        def encode(descriptors: NDArray[np.float32]) -> NDArray[np.float32]:
            sums: NDArray[np.float32] = pooling @ self._codes(descriptors)
            return sums.reshape(len(sums), -1)

        return encode

    def sharer(
        self, positions: NDArray[np.float32]
    ) -> Callable[[NDArray[np.float32], NDArray[np.float32]], NDArray[np.float32]]:
        """Prepare to multiply each patch's code by the weights of its quarter."""
        pooling = self.cells(positions)

        def share(
            descriptors: NDArray[np.float32], weights: NDArray[np.float32]
        ) -> NDArray[np.float32]:
            by_quarter = weights.reshape(len(weights), len(pooling), -1)
            own = by_quarter @ self._codes(descriptors).transpose(0, 2, 1)
            shares: NDArray[np.float32] = (own * pooling).sum(axis=1)
            return shares

        return share

    def cells(self, positions: NDArray[np.float32]) -> NDArray[np.float32]:
        """Say which patches each quarter holds, (4, points) of 0 and 1."""
        row, column = (positions * 2).astype(np.int64).T
        held: NDArray[np.float32] = (np.arange(4)[:, None] == 2 * row + column).astype(np.float32)
        return held

    def kernels(self) -> dict[str, NDArray[np.float32]]:
        """Give the words as whitened patches, where it is patches that are described."""
        patches = getattr(self.descriptor, "patches", None)
        return {} if patches is None else {"words": patches(self.centres_)}

    def block(self, points: int) -> int:
        """Keep comparisons of points with words in the cache."""
        return _BLOCK // (points * len(self.centres_))

    def _codes(self, descriptors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Give the code of each descriptor, (m, points, words)."""
        whitened = (descriptors - self.mean_) @ self.whitening_
        distances: NDArray[np.float32] = whitened @ (-2 * self.centres_.T)
        distances += np.square(self.centres_).sum(axis=1)
        distances += np.square(whitened).sum(axis=-1, keepdims=True)
        np.sqrt(np.maximum(distances, 0, out=distances), out=distances)
        np.subtract(distances.mean(axis=-1, keepdims=True), distances, out=distances)
        np.maximum(distances, 0, out=distances)
        return distances
