"""Bag of visual words with a spatial pyramid."""

from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.cluster import MiniBatchKMeans

from models._split import Images

_BLOCK = 512  # images encoded at a time, so that memory does not grow with their number
_ROWS = 4096  # descriptors compared with all words at a time, so that the products stay in cache
_SAMPLE = 50_000  # descriptors that the words are learned from


class BagOfWords(TransformerMixin, BaseEstimator):
    """Count which visual words occur where: images to float32 (n, cells * words).

    The words are the centres of mini-batch k-means on a sample of the training descriptors. At
    each level L of the pyramid the grid is cut into L x L cells, with a histogram each. All
    counts together are divided by their sum and rooted (Hellinger's map), so that a linear
    classifier compares histograms as distributions; rows have unit length.

    Args:
        descriptor: Transformer from images to float32 (n, rows, columns, numbers).
        words: How many visual words; fewer where the sample has fewer descriptors.
        levels: Cells a side, level by level.
        seed: Decides the sample and where k-means begins.

    Papers: Csurka et al., "Visual categorization with bags of keypoints", 2004; Lazebnik, Schmid,
        Ponce, "Beyond bags of features", 2006 (the pyramid; we do not weight its levels).
    """

    fitting = "codebook"  # the phase that learning the words is timed as

    def __init__(
        self, descriptor: Any, words: int = 512, levels: tuple[int, ...] = (1, 2), seed: int = 0
    ) -> None:
        self.descriptor = descriptor
        self.words = words
        self.levels = levels
        self.seed = seed

    def fit(self, x: Images, y: Any = None) -> Self:
        """Learn the words."""
        del y
        sample = self._sample(x)
        words = min(self.words, len(sample))
        # A careful start (k-means++) takes five times longer and gives words that are no better.
        kmeans = MiniBatchKMeans(
            words, init="random", batch_size=4096, n_init=1, random_state=self.seed
        )
        self.centres_ = kmeans.fit(sample).cluster_centers_.astype(np.float32)
        return self

    def transform(self, x: Images) -> NDArray[np.float32]:
        """Encode images, a block at a time."""
        blocks = range(0, len(x), _BLOCK)
        return np.concatenate([self._encode(x[start : start + _BLOCK]) for start in blocks])

    def _sample(self, x: Images) -> NDArray[np.float32]:
        """Draw descriptors from as many images as are needed for the sample twice over."""
        rng = np.random.default_rng(self.seed)
        points = self.descriptor.transform(x[:1])[0, ..., 0].size
        enough = min(len(x), -(-2 * _SAMPLE // points))
        images = x[np.sort(rng.choice(len(x), enough, replace=False))]
        descriptors = self.descriptor.transform(images)
        flat = descriptors.reshape(-1, descriptors.shape[-1])
        return rng.choice(flat, min(_SAMPLE, len(flat)), replace=False, shuffle=False)

    def _encode(self, x: Images) -> NDArray[np.float32]:
        words = self._nearest(self.descriptor.transform(x))
        cells = [
            self._histogram(cell)
            for level in self.levels
            for row in np.array_split(words, level, axis=1)
            for cell in np.array_split(row, level, axis=2)
        ]
        counts = np.concatenate(cells, axis=1)
        rooted: NDArray[np.float32] = np.sqrt(counts / counts.sum(axis=1, keepdims=True))
        return rooted

    def _nearest(self, descriptors: NDArray[np.float32]) -> NDArray[np.int64]:
        """Find the nearest word of each descriptor, (n, rows, columns)."""
        # The descriptor's own length is the same for every word, so it does not matter here.
        half = np.square(self.centres_).sum(axis=1) / 2
        flat = descriptors.reshape(-1, descriptors.shape[-1])
        nearest = np.empty(len(flat), np.int64)
        for start in range(0, len(flat), _ROWS):
            part = slice(start, start + _ROWS)
            nearest[part] = (flat[part] @ self.centres_.T - half).argmax(axis=1)
        return nearest.reshape(descriptors.shape[:-1])

    def _histogram(self, cell: NDArray[np.int64]) -> NDArray[np.float32]:
        """Count words image by image, (n, words)."""
        n, words = len(cell), len(self.centres_)
        places = cell.reshape(n, -1) + words * np.arange(n)[:, None]
        counts = np.bincount(places.ravel(), minlength=n * words)
        return counts.reshape(n, words).astype(np.float32)
