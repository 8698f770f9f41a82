"""The adapter from scikit-learn pipelines to the contract."""

from __future__ import annotations

from abc import abstractmethod
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from models._base import Classifier, Family
from models._kept_features import KeptFeatures
from models._split import Images, Scores, Split
from models._word_maps import WordMaps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray
    from sklearn.pipeline import Pipeline


@dataclass
class ShallowClassifier(WordMaps, Classifier):
    """A pipeline of scikit-learn that takes images and ends in a classifier.

    Attributes:
        fitted: The pipeline, once it is fitted; before, None.
    """

    family: ClassVar[Family] = "shallow"
    fitted: Pipeline | None = field(default=None, init=False, repr=False, compare=False)
    _kept: KeptFeatures | None = field(default=None, init=False, repr=False, compare=False)

    @abstractmethod
    def pipeline(self, seed: int) -> Pipeline:
        """Build the unfitted pipeline, its steps named for the phases that they are timed as.

        A transformer whose fitting is a phase of its own names it by an attribute `fitting`; one
        whose work falls into phases says how many seconds each took in `seconds_`; one that learns
        nothing, and looks at each image by itself, says so by `image_by_image`; one that takes
        images in a file, and so reads them by blocks, by `by_blocks`. Any other gets an array.
        A classifier that chooses its settings by the validation split does so in a method
        `fit_validated(x, y, watched, watched_y)`.
        """

    def start(self) -> None:
        """Import the pipeline's libraries, by building one."""
        self.pipeline(seed=0)

    def fit(self, train: Split, validation: Split, *, n_classes: int, seed: int) -> None:
        """Build the pipeline anew and fit it step by step.

        The validation split goes through the transformers too where the classifier chooses its
        settings by it, in a method `fit_validated`.
        """
        self.phases.clear()
        self._n_classes = n_classes
        self.fitted = self.pipeline(seed)
        *transformers, (last, classifier) = self.fitted.steps
        validated = hasattr(classifier, "fit_validated")
        x, watched = (_readable(self.fitted, each.x) for each in (train, validation))
        for name, transformer in transformers:
            with self.phases.time(getattr(transformer, "fitting", name)):
                transformer.fit(x, train.y)
            x = self._transformed(name, transformer, x)
            if validated:
                watched = self._transformed(name, transformer, watched)
        with self.phases.time(last):
            if validated:
                classifier.fit_validated(x, train.y, watched, validation.y)
            else:
                classifier.fit(x, train.y)

    def scores(self, x: Images) -> Scores:
        """Give probabilities where the classifier has them, else its margins.

        A class that was absent from training gets probability 0, or a margin below all others.
        """
        pipeline: Any = self.fitted
        present = pipeline.classes_
        x = _readable(pipeline, x)
        if hasattr(pipeline, "predict_proba"):
            seen = pipeline.predict_proba(x)
            absent = 0.0
        else:
            seen = pipeline.decision_function(x)
            if seen.ndim == 1:  # two classes share one margin
                seen = np.stack([-seen, seen], axis=1)
            absent = seen.min(axis=1, keepdims=True) - 1
        scores = np.empty((len(x), self._n_classes), np.float32)
        scores[:] = absent
        scores[:, present] = seen
        return scores

    def kernel_banks(self) -> dict[str, NDArray[np.float32]]:
        """Give those of all steps that have a method `kernels`."""
        found: dict[str, NDArray[np.float32]] = {}
        for _, step in self.fitted.steps if self.fitted is not None else ():
            if hasattr(step, "kernels"):
                found |= step.kernels()
        return found

    def keep_features(self, folder: Path | None) -> None:
        """Keep what a transformer makes that learns nothing and looks at each image by itself."""
        self._kept = None if folder is None else KeptFeatures(folder)

    def _transformed(self, name: str, transformer: Any, x: Any) -> Any:
        if self._kept is None or not getattr(transformer, "image_by_image", False):
            with self._timed(name, transformer):
                return transformer.transform(x)
        rows = self._kept.describe(transformer, x)
        self.phases.charge(name, self._kept.spent, self._kept.charged)
        return rows

    @contextmanager
    def _timed(self, name: str, transformer: Any) -> Iterator[None]:
        """Time a transformer as a phase, or as those that it tells apart itself."""
        start = perf_counter()
        yield
        wall = perf_counter() - start
        parts = getattr(transformer, "seconds_", {name: 1.0})
        for part, seconds in parts.items():
            spent = wall * seconds / sum(parts.values())
            self.phases[part] = self.phases.get(part, 0.0) + spent

    @property
    def backend(self) -> str:
        """The library that does the arithmetic."""
        return "scikit-learn"


def _readable(pipeline: Pipeline, x: Images) -> Any:
    """Give images as the first step takes them."""
    return x if getattr(pipeline[0], "by_blocks", False) else np.asarray(x)
