"""Maps of evidence of visual words, of a network of `DenseSIFT`, `FisherVector` and a machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import keras
import numpy as np
from sklearn.pipeline import Pipeline

from models.classifiers.linear_svm import LinearSVM
from models.descriptors.dense_sift import DenseSIFT
from models.encodings.fisher_vector import FisherVector
from models.maps.words import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from models._split import Images


def network_words(
    network: keras.Model, x: Images, classes: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Give what `words` gives of the pipeline that a network is.

    Where its kernels were learned, descriptors' shares are still spread as SIFT's windows are.

    Args:
        network: Of the layers "sift", "fisher" and "svm".
        x: uint8 (n, height, width, channels), as the network takes them.
        classes: One an image, (n,).

    Returns:
        float32 (n, height, width), of the network's margins, of either sign.
    """
    fisher, svm = (network.get_layer(name) for name in ("fisher", "svm"))
    encoding = FisherVector(_Described(network.get_layer("sift")), fisher.words, fisher.dimensions)
    encoding.gaussians_ = fisher.gaussians()
    kernel, bias = svm.get_weights()
    machine = LinearSVM()
    machine.coef_, machine.intercept_, machine.scale_ = kernel.T, bias, 1.0
    machine.classes_ = np.arange(len(bias))
    pipeline = Pipeline([("features", encoding), ("svm", machine)])
    return words(pipeline, x, classes, len(bias))


@dataclass(frozen=True)
class _Described:
    """A layer as a descriptor."""

    layer: Any

    def positions(self, shape: tuple[int, ...]) -> NDArray[np.float32]:
        return self._grid().positions(shape)

    def windows(
        self, shape: tuple[int, ...]
    ) -> list[tuple[NDArray[np.float64], NDArray[np.float64]]]:
        return self._grid().windows(shape)

    def describer(self, shape: tuple[int, ...]) -> Callable[[Images], NDArray[np.float32]]:
        del shape  # the layer was built for one

        def describe(x: Images) -> NDArray[np.float32]:
            described: NDArray[np.float32] = keras.ops.convert_to_numpy(self.layer(x))
            return described.astype(np.float32)

        return describe

    def _grid(self) -> DenseSIFT:
        layer = self.layer
        return DenseSIFT(layer.step, layer.bin_widths, layer.blur, layer.margin)
