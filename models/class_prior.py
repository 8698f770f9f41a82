"""Random guesses by the class shares: chance, as a model."""

from dataclasses import dataclass
from hashlib import blake2b
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from models._base import Classifier, Family
from models._cost import Cost, LayerCost
from models._split import Images, Scores, Split


@dataclass
class ClassPrior(Classifier):
    """Guess each image's class at random, by the class shares of the training split.

    What the image shows plays no part: a hash of its bytes and the fit's seed is thrown as the
    die, so that an image gets the same guess again, alone or in a batch.
    """

    family: ClassVar[Family] = "floor"

    def fit(self, train: Split, validation: Split, *, n_classes: int, seed: int) -> None:
        """Count the classes."""
        del validation
        self.phases.clear()
        counts = np.bincount(train.y, minlength=n_classes)
        self._ends = np.cumsum(counts) / len(train)
        shares = counts / len(train)
        self._rows = np.stack([_raised(shares, guess) for guess in range(n_classes)])
        self._key = str(seed).encode()

    def scores(self, x: Images) -> Scores:
        """Give the training shares, the guessed class raised just above the largest.

        No other probabilities that name the guess lose less: with equal shares the log loss is
        that of the shares themselves. A class that was absent from training is never guessed.
        """
        throws = np.array([self._throw(image) for image in x])
        scores: Scores = self._rows[np.searchsorted(self._ends, throws, side="right")]
        return scores

    def cost(self, shape: tuple[int, int, int], n_classes: int) -> Cost:
        """Count one share a class."""
        del shape
        return Cost((LayerCost("shares", (n_classes,), fitted=n_classes),))

    def _throw(self, image: NDArray[np.uint8]) -> float:
        """Draw evenly from 0 to below 1."""
        digest = blake2b(image.tobytes(), digest_size=4, key=self._key).digest()
        return int.from_bytes(digest, "big") / 2**32


_MARGIN = 1e-4  # clear of float32's rounding, too small to show in a log loss


def _raised(shares: NDArray[np.float64], guess: int) -> NDArray[np.float32]:
    """Level the guess with all classes that are likelier than the level, and nudge it above them.

    Of all rows in which the guess is not beaten, this has the least log loss (the pooling of
    adjacent violators in isotonic regression).
    """
    pool = [guess]
    for rival in np.argsort(-shares, kind="stable"):
        if shares[rival] > shares[pool].mean():
            pool.append(rival)
    raised = shares.copy()
    raised[pool] = shares[pool].mean()
    raised[guess] *= 1 + _MARGIN
    row: NDArray[np.float32] = (raised / raised.sum()).astype(np.float32)
    return row
