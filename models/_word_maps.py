"""What shows what a machine on visual words went by."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, Self

from models._explained import Explained

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from models._split import Images


class WordMaps(Explained):
    """Maps of a `ShallowClassifier` whose pipeline encodes descriptors for a linear machine."""

    @property
    def evidence_method(self) -> str:
        """Say "words" where the pipeline is such a one, else ""."""
        from models.maps.words import has_words

        model: Any = self
        return "words" if model.fitted is not None and has_words(model.fitted) else ""

    def evidence(self, x: Images, classes: NDArray[np.int64]) -> NDArray[np.float32]:
        """Give what descriptors add to the margins; a map's mean and the bias are the margin."""
        from models.maps.words import words

        if not self.evidence_method:
            self._lacks("map of evidence: it has no visual words under a linear machine")
        model: Any = self
        return words(model.fitted, x, classes, model._n_classes)

    @property
    def layers_with_weights(self) -> tuple[str, ...]:
        """Name the machine, which is all that knows of classes."""
        model: Any = self
        return (model.fitted.steps[-1][0],) if self.evidence_method else ()

    def randomised(self, layers: int, seed: int) -> Self:
        """Copy the model, its machine's weights drawn anew, each class' of the same deviation."""
        import numpy as np

        if not self.evidence_method:
            self._lacks("layers with weights that could be drawn anew")
        if layers not in (0, 1):
            raise ValueError(f"expected 0 or 1 layers with weights, received {layers}")
        drawn: Any = copy(self)
        if layers:
            (*before, (name, machine)), rng = drawn.fitted.steps, np.random.default_rng(seed)
            machine = copy(machine)
            weights, deviations = machine.coef_, machine.coef_.std(axis=1, keepdims=True)
            machine.coef_ = (rng.standard_normal(weights.shape) * deviations).astype(np.float32)
            machine.intercept_ = np.zeros_like(machine.intercept_)
            drawn.fitted = type(drawn.fitted)([*before, (name, machine)])
        return drawn  # type: ignore[no-any-return]
