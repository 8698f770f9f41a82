"""Bag of visual words with a spatial pyramid."""

from collections.abc import Callable
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import MiniBatchKMeans

from models._split import Images
from models.encodings._encoding import Encoding
from models.encodings._sample import sample

_BLOCK = 2**19  # numbers that a thread computes at a time: they stay in its cache


class BagOfWords(Encoding):
    """Count which visual words occur where: images to float32 (n, cells * words).

    The words are the centres of mini-batch k-means on a sample of the training descriptors. At
    each level L of the pyramid the image is cut into L x L cells, with a histogram each. All
    counts together are divided by their sum: rows sum to 1.

    Args:
        descriptor: Transformer from images to float32 (n, points, numbers), as `DenseSIFT`.
        words: How many visual words; fewer where the sample has fewer descriptors.
        levels: Cells a side, level by level.
        sharpness: 0 counts the nearest word of each descriptor. Above, each descriptor is shared
            between all words in proportion to exp(-sharpness * squared distance); those of unit
            length are up to 4 apart.
        seed: Decides the sample and where k-means begins.

    Papers: Csurka et al., "Visual categorization with bags of keypoints", 2004; Lazebnik, Schmid,
        Ponce, "Beyond bags of features", 2006 (the pyramid; we do not weight its levels); van
        Gemert et al., "Visual word ambiguity", 2010 (sharing, their codeword uncertainty).
    """

    def __init__(
        self,
        descriptor: Any,
        words: int = 512,
        levels: tuple[int, ...] = (1, 2),
        sharpness: float = 0.0,
        seed: int = 0,
    ) -> None:
        self.descriptor = descriptor
        self.words = words
        self.levels = levels
        self.sharpness = sharpness
        self.seed = seed

    def fit(self, x: Images, y: Any = None) -> Self:
        """Learn the words."""
        del y
        descriptors, _ = sample(self.descriptor, x, self.seed)
        words = min(self.words, len(descriptors))
        # A careful start (k-means++) takes five times longer and gives words that are no better.
        kmeans = MiniBatchKMeans(
            words,
            init="random",
            batch_size=4096,
            n_init=1,
            random_state=self.seed,
            compute_labels=False,  # of the sample, which nobody asks for
        )
        self.centres_ = kmeans.fit(descriptors).cluster_centers_.astype(np.float32)
        return self

    def encoder(
        self, positions: NDArray[np.float32]
    ) -> Callable[[NDArray[np.float32]], NDArray[np.float32]]:
        """Prepare to encode descriptors of points at these positions."""
        cells = self.cells(positions)
        count = self._share if self.sharpness else self._count

        def encode(descriptors: NDArray[np.float32]) -> NDArray[np.float32]:
            counts = count(self._closeness(descriptors), cells)
            sums: NDArray[np.float32] = counts / counts.sum(axis=1, keepdims=True)
            return sums

        return encode

    def sharer(
        self, positions: NDArray[np.float32]
    ) -> Callable[[NDArray[np.float32], NDArray[np.float32]], NDArray[np.float32]]:
        """Prepare to give descriptors the weights of their words, cell by cell."""
        cells = self.cells(positions)

        def share(
            descriptors: NDArray[np.float32], weights: NDArray[np.float32]
        ) -> NDArray[np.float32]:
            closeness = self._closeness(descriptors)
            by_cell = weights.reshape(len(weights), len(cells), -1)
            if self.sharpness:
                own = by_cell @ self._shares(closeness).transpose(0, 2, 1)
            else:
                own = np.take_along_axis(by_cell, closeness.argmax(axis=-1)[:, None], axis=2)
            shares: NDArray[np.float32] = (own * cells).sum(axis=1) / cells.sum()
            return shares

        return share

    def block(self, points: int) -> int:
        """Keep comparisons of points with words in the cache."""
        return _BLOCK // (points * len(self.centres_))

    def cells(self, positions: NDArray[np.float32]) -> NDArray[np.float32]:
        """Say which points each cell of the pyramid holds, (cells, points) of 0 and 1."""
        cells = []
        for level in self.levels:
            row, column = (positions * level).astype(np.int64).T
            cells.append(np.arange(level**2)[:, None] == row * level + column)
        return np.concatenate(cells).astype(np.float32)

    def _count(
        self, closeness: NDArray[np.float32], cells: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Count nearest words, image by image and cell by cell."""
        n, _, words = closeness.shape
        nearest = closeness.argmax(axis=-1)
        counts = np.empty((n, len(cells), words), np.float32)
        for place, cell in enumerate(cells > 0):
            places = nearest[:, cell] + words * np.arange(n)[:, None]
            counts[:, place] = np.bincount(places.ravel(), minlength=n * words).reshape(n, words)
        return counts.reshape(n, -1)

    def _share(
        self, closeness: NDArray[np.float32], cells: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Share every descriptor between all words, image by image and cell by cell."""
        sums: NDArray[np.float32] = cells @ self._shares(closeness)
        return sums.reshape(len(sums), -1)

    def _closeness(self, descriptors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Give -1/2 of squared distances to all words, (n, points, words).

        But for a descriptor's own length, which is the same for every word.
        """
        closeness: NDArray[np.float32] = descriptors @ self.centres_.T
        closeness -= np.square(self.centres_).sum(axis=1) / 2
        return closeness

    def _shares(self, closeness: NDArray[np.float32]) -> NDArray[np.float32]:
        best = closeness.max(axis=-1, keepdims=True)
        shares: NDArray[np.float32] = np.exp(np.float32(2 * self.sharpness) * (closeness - best))
        shares /= shares.sum(axis=-1, keepdims=True)
        return shares
