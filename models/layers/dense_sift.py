"""SIFT on a dense grid as a layer, whose kernels can be learned."""

from dataclasses import replace
from typing import Any

import keras
import numpy as np
from keras import ops
from numpy.typing import NDArray

from models._cost import LayerCost
from models._sift import NUMBERS, Kernels, Sift, sift_cost
from models._sift_banks import sift_banks
from models._sift_descriptors import Descriptors
from models._sift_side import side


@keras.saving.register_keras_serializable(package="depthbench")
class DenseSIFT(keras.layers.Layer):
    """Describe each point of a grid by RootSIFT, as `models.descriptors.dense_sift` does.

    The weights begin as SIFT's kernels: for each scale, and for rows and columns apart, a
    Gaussian that blurs, a difference that gives slopes, and how much each pixel around a point
    counts for each of its four cells. They are shared between all points, as in a convolution.
    With `trainable=False` the layer is SIFT; what is learned otherwise are these kernels, by a
    gradient that goes through the sharing between orientations and the clipping too.

    Shapes: (n, height, width, channels), 1 or 3 channels, 0 to 255, to (n, points, 128), scale
    after scale, row after row. Computed in float32 under mixed precision.

    Args:
        step: Pixels between grid points.
        bin_widths: Pixels a spatial cell is wide, scale by scale.
        blur: Standard deviation of the Gaussian that slopes are taken at, as a share of a
            cell's width, less the 0.5 pixels that images are taken to have of it already: a
            sixth, as VLFeat's PHOW has it, leaves none for cells up to 3 pixels wide.
        margin: Pixels from the border to the first point.

    Paper: Lowe, "Distinctive image features from scale-invariant keypoints", 2004.
    """

    def __init__(
        self,
        step: int = 2,
        bin_widths: tuple[float, ...] = (3.0,),
        blur: float = 1 / 6,
        margin: int = 2,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.step, self.bin_widths, self.blur, self.margin = step, tuple(bin_widths), blur, margin

    def build(self, input_shape: tuple[Any, ...]) -> None:
        """Create kernels for every scale, for rows and for columns."""
        self._shape = tuple(input_shape[1:3])
        self._kernels = [
            [self._side(sift, place, length) for place, length in enumerate(self._shape)]
            for sift in self._scales()
        ]
        self._placements = [
            [sift.placement(length) for length in self._shape] for sift in self._scales()
        ]
        self.built = True

    def call(self, inputs: Any) -> Any:
        """Describe (n, height, width, channels)."""
        x = ops.cast(inputs, "float32")
        described = [
            Descriptors(ops, *(side(ops, *each) for each in zip(kernels, places, strict=True)))(x)
            for kernels, places in zip(self._kernels, self._placements, strict=True)
        ]
        return ops.cast(ops.concatenate(described, axis=1), self.compute_dtype)

    def kernels(self) -> dict[str, NDArray[np.float32]]:
        """Give, scale by scale, slopes to the right and downwards, and the windows of the cells.

        They are what the kernels for rows and those for columns make together: (2, height, width,
        1), and (16, height, width, 1), row after row. That an image is mirrored at its edges, and
        has no slopes there, does not show in them.
        """
        found: dict[str, NDArray[np.float32]] = {}
        for sift, sides in zip(self._scales(), self._kernels, strict=True):
            learned = (Kernels(*map(ops.convert_to_numpy, each)) for each in sides)
            found |= sift_banks(self.name, sift, *learned)
        return found

    def compute_output_shape(self, input_shape: tuple[Any, ...]) -> tuple[Any, ...]:
        """Count the points of all scales."""
        points = sum(sift.points(tuple(input_shape[1:3])) for sift in self._scales())
        return (input_shape[0], points, NUMBERS)

    def cost(self) -> LayerCost:
        """Count each scale as two blurs and slopes, and sums along rows and columns."""
        cost = sift_cost(self._scales(), self._shape)
        if self.trainable:
            cost = replace(cost, learned=cost.fixed, fixed=0)
        return replace(cost, name=self.name)

    def get_config(self) -> dict[str, Any]:
        """Give the settings, for saving."""
        names = ("step", "bin_widths", "blur", "margin")
        return {**super().get_config(), **{name: getattr(self, name) for name in names}}

    def _scales(self) -> list[Sift]:
        return [Sift(self.step, width, self.blur, self.margin) for width in self.bin_widths]

    def _side(self, sift: Sift, place: int, length: int) -> Kernels:
        """Create the kernels of one scale and side."""
        names = (
            f"{name}_{('rows', 'columns')[place]}_{sift.bin_width:g}" for name in Kernels._fields
        )
        return Kernels(
            *(
                self.add_weight(
                    shape=values.shape,
                    initializer=_as_is(values),
                    name=name,
                    dtype="float32",
                    autocast=False,
                )
                for name, values in zip(names, sift.kernels(length), strict=True)
            )
        )


def _as_is(values: Any) -> Any:
    """Make an initializer that gives values."""
    return lambda shape, dtype=None: ops.cast(ops.reshape(values, shape), dtype or "float32")
