"""Show a network's images to the layers that adapt to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models._stored_images import StoredImages

if TYPE_CHECKING:
    import keras

    from models._split import Images


def adapt(network: keras.Model, x: Images | StoredImages) -> None:
    """Let each layer see all images, in a method `adapt`, where it has one.

    Args:
        network: Built.
        x: Prepared images. Those in a file come as Keras' own layers know it, as an iterable of
            arrays.
    """
    for layer in network.layers:
        if hasattr(layer, "adapt"):
            layer.adapt(x.blocks() if isinstance(x, StoredImages) else x)
