"""The nearest training images vote, their number chosen by a validation split."""

from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin

from models._blocks import in_blocks
from models._split import Labels
from models.classifiers._near_votes import near_votes

_BLOCK = 2**22  # distances that a thread computes at a time: 16 MiB


class KNearest(ClassifierMixin, BaseEstimator):
    """Let the k training images at the least Euclidean distance vote: float32 (n, features).

    The search is exact but for rounding in float32.

    Args:
        k: How many vote; of several numbers the one is kept that gets most validation images
            right, the first of equals. Fewer where there are fewer training images.
        by_distance: Weight votes by one over the distance; if an image is at no distance at
            all, only such images vote.

    Attributes:
        classes_: Labels of the training images, rising.
        k_: How many vote.
        x_: The training images, as they came.
        places_: For each training image, where its label is in `classes_`.

    Paper: Cover, Hart, "Nearest neighbor pattern classification", 1967.
    """

    def __init__(self, k: tuple[int, ...] = (1, 3, 5), *, by_distance: bool = True) -> None:
        self.k = k
        self.by_distance = by_distance

    def fit(self, x: NDArray[np.float32], y: Labels) -> Self:
        """Keep the images; the first of the numbers votes."""
        self.classes_: Any
        self.classes_, self.places_ = np.unique(y, return_inverse=True)
        self.x_ = np.asarray(x, np.float32)
        self._squares = np.square(self.x_).sum(axis=1)
        self.k_ = self.k[0]
        return self

    def fit_validated(
        self,
        x: NDArray[np.float32],
        y: Labels,
        watched: NDArray[np.float32],
        watched_y: Labels,
    ) -> Self:
        """Keep the images, and the number of voters that gets most validation images right."""
        self.fit(x, y)
        if len(self.k) > 1:
            nearest = self._nearest(watched, max(self.k))
            shares = (self._shares(nearest[..., :k]) for k in self.k)
            right = [int((self._likeliest(each) == watched_y).sum()) for each in shares]
            self.k_ = self.k[int(np.argmax(right))]
        return self

    def predict_proba(self, x: NDArray[np.float32]) -> NDArray[np.float32]:
        """Give each class's share of the votes, float32 (n, classes)."""
        return self._shares(self._nearest(x, self.k_))

    def predict(self, x: NDArray[np.float32]) -> Labels:
        """Give the labels with most votes, (n,), the first of equals."""
        return self._likeliest(self.predict_proba(x))

    def _nearest(self, x: NDArray[np.float32], k: int) -> NDArray[np.float32]:
        """Find squared distances and places of the nearest, nearest first: float32 (n, 2, k).

        A float32 holds every place of up to 16 million images.
        """
        k = min(k, len(self.x_))

        def search(x: NDArray[np.float32]) -> NDArray[np.float32]:
            squares = x @ self.x_.T
            squares *= -2
            squares += self._squares  # but for the image's own length, as it changes no order
            some = np.argpartition(squares, k - 1, axis=1)[:, :k]
            near = np.take_along_axis(squares, some, axis=1)
            order = np.lexsort((some, near), axis=1)
            both = np.stack([near, some.astype(np.float32)], axis=1)
            both = np.take_along_axis(both, order[:, None], axis=2)
            both[:, 0] += np.square(x).sum(axis=1, keepdims=True)
            return both

        return in_blocks(search, np.asarray(x, np.float32), max(1, _BLOCK // len(self.x_)))

    def _shares(self, nearest: NDArray[np.float32]) -> NDArray[np.float32]:
        """Count the votes of the nearest (n, 2, k), and divide by their sum."""
        squares, places = nearest[:, 0], self.places_[nearest[:, 1].astype(np.int64)]
        votes: NDArray[Any] = np.ones_like(squares)
        if self.by_distance:
            votes = near_votes(np, squares, self._squares.max())
        counts = np.zeros((len(votes), len(self.classes_)), np.float32)
        np.add.at(counts, (np.arange(len(votes))[:, None], places), votes)
        shares: NDArray[np.float32] = counts / counts.sum(axis=1, keepdims=True)
        return shares

    def _likeliest(self, shares: NDArray[np.float32]) -> Labels:
        labels: Labels = self.classes_[shares.argmax(axis=1)]
        return labels
