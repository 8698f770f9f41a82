"""What shows what a network went by, in the frame of the images as they come."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from models._crops import uncropped
from models._explained import Explained
from models._fit_to import fit_back
from models._plan_of import plan_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models._split import Images

_BLOCK = 256  # images that are prepared at a time


class NetworkMaps(Explained):
    """Maps of a `KerasClassifier` that is fitted or restored."""

    def kernel_banks(self) -> dict[str, NDArray[np.float32]]:
        """Give those of all convolutions."""
        from models._network_kernels import network_kernels

        model: Any = self
        return network_kernels(model.trained)

    @property
    def evidence_method(self) -> str:
        """Say "cam" if the head allows it, "grad_cam" if there is a convolution, else ""."""
        from models.maps.evidence_method import evidence_method

        model: Any = self
        return evidence_method(model.trained)

    def evidence(self, x: Images, classes: NDArray[np.int64]) -> NDArray[np.float32]:
        """Give `cam` or `grad_cam` of the logits, upsampled; nought where the network sees nothing.

        Of a network that is scored by ten crops, that of the middle one.
        """
        from models.maps._check_classes import check_classes
        from models.maps.evidence import evidence

        model: Any = self
        if not self.evidence_method:
            self._lacks("map of evidence: no layer keeps places")
        check_classes(x, classes, model.trained.output_shape[-1])
        out = np.empty(x.shape[:3], np.float32)
        for at in range(0, len(x), _BLOCK):
            prepared = model.prepare(x[at : at + _BLOCK])
            maps = evidence(model.trained, prepared, classes[at : at + _BLOCK])
            if model.margin:
                maps = uncropped(maps, model.image_size + model.margin)
            out[at : at + _BLOCK] = fit_back(maps, x.shape[1:3]) if model.image_size else maps
        return out

    def feature_maps(self, x: Images) -> dict[str, NDArray[np.float32]]:
        """Give the maps of each layer from the first convolution on."""
        from models.maps.feature_maps import feature_maps

        model: Any = self
        maps = feature_maps(model.trained, model.prepare(x[:]))
        if not maps:
            self._lacks("feature maps: no layer keeps places")
        return maps

    @property
    def layers_with_weights(self) -> tuple[str, ...]:
        """Name the network's."""
        from models.maps.layers_with_weights import layers_with_weights

        model: Any = self
        return layers_with_weights(model.trained)

    def randomised(self, layers: int, seed: int) -> Self:
        """Copy the network, its last layers as untrained."""
        from models.maps.randomised import randomised

        model: Any = self
        copy = replace(model)
        copy.trained = randomised(model.trained, layers, seed)
        plan_of(copy).arrange(copy.trained)
        return copy  # type: ignore[no-any-return]
