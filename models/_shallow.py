"""The adapter from scikit-learn pipelines to the contract."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from models._base import Classifier, Family
from models._split import Images, Scores, Split

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline


@dataclass
class ShallowClassifier(Classifier):
    """A pipeline of scikit-learn that takes images and ends in a classifier."""

    family: ClassVar[Family] = "shallow"

    @abstractmethod
    def pipeline(self, seed: int) -> Pipeline:
        """Build the unfitted pipeline, its steps named for the phases that they are timed as.

        A transformer whose fitting is a phase of its own names it by an attribute `fitting`.
        """

    def start(self) -> None:
        """Import the pipeline's libraries, by building one."""
        self.pipeline(seed=0)

    def fit(self, train: Split, validation: Split, *, n_classes: int, seed: int) -> None:
        """Build the pipeline anew and fit it step by step."""
        del validation
        self.phases.clear()
        self._n_classes = n_classes
        self._pipeline = self.pipeline(seed)
        *transformers, (last, classifier) = self._pipeline.steps
        x: Any = train.x
        for name, transformer in transformers:
            with self.phases.time(getattr(transformer, "fitting", name)):
                transformer.fit(x, train.y)
            with self.phases.time(name):
                x = transformer.transform(x)
        with self.phases.time(last):
            classifier.fit(x, train.y)

    def scores(self, x: Images) -> Scores:
        """Give probabilities where the classifier has them, else its margins.

        A class that was absent from training gets probability 0, or a margin below all others.
        """
        present = self._pipeline.classes_
        if hasattr(self._pipeline, "predict_proba"):
            seen = self._pipeline.predict_proba(x)
            absent = 0.0
        else:
            seen = self._pipeline.decision_function(x)
            if seen.ndim == 1:  # two classes share one margin
                seen = np.stack([-seen, seen], axis=1)
            absent = seen.min(axis=1, keepdims=True) - 1
        scores = np.empty((len(x), self._n_classes), np.float32)
        scores[:] = absent
        scores[:, present] = seen
        return scores

    @property
    def backend(self) -> str:
        """The library that does the arithmetic."""
        return "scikit-learn"
