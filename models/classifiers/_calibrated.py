"""A classifier whose scores are scaled to probabilities."""

from abc import abstractmethod
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax
from sklearn.base import BaseEstimator, ClassifierMixin

from models._split import Labels


class Calibrated(ClassifierMixin, BaseEstimator):
    """Give softmax(scale * scores) as probabilities, and the class of the best score as label.

    Attributes:
        classes_: Labels of the training images, rising.
        scale_: What scores are multiplied by before the softmax.
    """

    classes_: Any
    scale_: float

    @abstractmethod
    def decision_function(self, x: NDArray[np.float32]) -> NDArray[np.float32]:
        """Give scores, float32 (n, classes): the higher, the likelier."""

    def predict_proba(self, x: NDArray[np.float32]) -> NDArray[np.float32]:
        """Give probabilities, float32 (n, classes)."""
        scores = np.float32(self.scale_) * self.decision_function(x)
        probabilities: NDArray[np.float32] = softmax(scores, axis=1)
        return probabilities

    def predict(self, x: NDArray[np.float32]) -> Labels:
        """Give the likeliest labels, (n,)."""
        labels: Labels = self.classes_[self.decision_function(x).argmax(axis=1)]
        return labels
