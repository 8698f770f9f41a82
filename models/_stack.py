"""Put layers one on another, if the images are large enough for them."""

from bisect import bisect_left

import keras

_IMAGES = 4  # dimensions of what still has pixels
_LARGEST = 1_000_000  # pixels


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
        least = _least(shape[2], layers)
        raise ValueError(
            f"expected images of {least}x{least} pixels or more, received {shape[0]}x{shape[1]}: "
            f"layer {narrow!r} runs out of pixels"
        )
    return keras.Sequential([keras.Input(shape, dtype="uint8"), *layers])


def _least(channels: int, layers: list[keras.layers.Layer]) -> int:
    """Find the least side of a square image with pixels enough; a million where none is found."""
    sides = range(_LARGEST)
    return bisect_left(sides, x=True, key=lambda s: _runs_out((s, s, channels), layers) is None)


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
