"""What a model shows that is its network with another classifier for a last layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from models._keras import KerasClassifier
    from models._split import Images


class ExplainedByNetwork:
    """A model whose fitted state is one network, from images to the classifier's scores.

    Attributes:
        net: The network, which has all kernels.
    """

    net: KerasClassifier

    @property
    def whole(self) -> KerasClassifier:
        """The network with the classifier as its last layer."""
        return self.net

    def kernel_banks(self) -> dict[str, NDArray[np.float32]]:
        """Give the network's."""
        return self.net.kernel_banks()

    def save(self, path: Path) -> bool:
        """Write network and classifier to a `.keras` file."""
        return self.whole.save(path)

    @property
    def evidence_method(self) -> str:
        """The network's."""
        return self.whole.evidence_method

    def evidence(self, x: Images, classes: NDArray[np.int64]) -> NDArray[np.float32]:
        """Give the network's, of the classifier's scores."""
        return self.whole.evidence(x, classes)

    def feature_maps(self, x: Images) -> dict[str, NDArray[np.float32]]:
        """Give the network's."""
        return self.whole.feature_maps(x)

    @property
    def layers_with_weights(self) -> tuple[str, ...]:
        """The network's, and the classifier if it has any that are learned."""
        return self.whole.layers_with_weights
