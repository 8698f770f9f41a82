"""What of the contract shows what a model went by."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn, Self

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from models._split import Images


@dataclass
class Explained:
    """Kernels, maps and features of a fitted model, and copies of it that know less.

    Attributes:
        kernel_banks_before: What `kernel_banks` would have given when the last fit began to learn
            them, by the same names; without those that it left as they were.
    """

    kernel_banks_before: dict[str, NDArray[np.float32]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def kernel_banks(self) -> dict[str, NDArray[np.float32]]:
        """Give the kernels, fixed or learned, that a fitted model looks at images with.

        Returns:
            By the name of a layer or a step, in order: float32 (n, height, width, channels).
            Nothing of a model that has none.
        """
        return {}

    @property
    def evidence_method(self) -> str:
        """How `evidence` is found: "cam", "grad_cam" or "words"; "" where there is none."""
        return ""

    def evidence(self, x: Images, classes: NDArray[np.int64]) -> NDArray[np.float32]:
        """Say where in images something speaks for a class.

        Args:
            x: uint8 (n, height, width, channels), of the size that was fitted.
            classes: One an image, (n,), each 0 to n_classes - 1.

        Returns:
            float32 (n, height, width), finite: positive speaks for the class, negative against
            it. Scales differ between methods.

        Raises:
            NotImplementedError: If the model has no map of evidence.
            ValueError: If there is not one class for each image, or one is unknown.
        """
        del x, classes
        self._lacks("map of evidence")

    def feature_maps(self, x: Images) -> dict[str, NDArray[np.float32]]:
        """Give what each layer that keeps places makes of images, in order of the network.

        Args:
            x: uint8 (n, height, width, channels), few, as all maps are kept.

        Returns:
            By the layer's name, float32 (n, rows, columns, channels).

        Raises:
            NotImplementedError: If the model has no such layers.
        """
        del x
        self._lacks("feature maps")

    @property
    def layers_with_weights(self) -> tuple[str, ...]:
        """The layers that `randomised` draws anew, in order; none where it cannot."""
        return ()

    def randomised(self, layers: int, seed: int) -> Self:
        """Copy the model, the weights of its last layers drawn anew.

        Args:
            layers: How many, 0 to all of `layers_with_weights`.
            seed: Decides what is drawn.

        Raises:
            NotImplementedError: If the model has no layers with weights.
            ValueError: If it has fewer.
        """
        del layers, seed
        self._lacks("layers with weights")

    def _lacks(self, what: str) -> NoReturn:
        raise NotImplementedError(f"{type(self).__name__} has no {what}")
