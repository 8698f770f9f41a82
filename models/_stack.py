"""Put layers one on another, if the images are large enough for them."""

from itertools import count

import keras

_IMAGES = 4  # dimensions of what still has pixels


def stack(shape: tuple[int, ...], layers: list[keras.layers.Layer]) -> keras.Sequential:
    """Build a network that takes uint8 images.

    Args:
        shape: Height, width and channels.
        layers: In order, none of them built yet.

    Raises:
        ValueError: If a convolution or a pooling has fewer pixels than it needs. The message
            names the layer and the least side of a square image.
    """
    narrow = _runs_out(shape, layers)
    if narrow is not None:
        least = next(side for side in count(1) if _runs_out((side, side, shape[2]), layers) is None)
        raise ValueError(
            f"expected images of {least}x{least} pixels or more, received {shape[0]}x{shape[1]}: "
            f"layer {narrow!r} runs out of pixels"
        )
    return keras.Sequential([keras.Input(shape, dtype="uint8"), *layers])


def _runs_out(shape: tuple[int, ...], layers: list[keras.layers.Layer]) -> str | None:
    """Name the first layer that would give no pixels."""
    now: tuple[int | None, ...] = (None, *shape)
    for layer in layers:
        try:
            now = layer.compute_output_shape(now)
        except ValueError:
            return str(layer.name)
        if len(now) != _IMAGES:
            break
        if min(size for size in now[1:3] if size is not None) < 1:
            return str(layer.name)
    return None
