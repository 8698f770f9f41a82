"""Refuse what no network can tell apart."""

_FEWEST_CLASSES = 2
_CHANNELS = (1, 3)


def check_task(shape: tuple[int, ...], n_classes: int) -> None:
    """Check what is to be told apart.

    Args:
        shape: Height, width and channels of the images.
        n_classes: How many classes.

    Raises:
        ValueError: If there are fewer than two classes, or the images are neither grey nor RGB.
    """
    if n_classes < _FEWEST_CLASSES:
        raise ValueError(f"expected {_FEWEST_CLASSES} classes or more, received {n_classes}")
    if shape[-1] not in _CHANNELS:
        raise ValueError(f"expected images of 1 (grey) or 3 channels (RGB), received {shape[-1]}")
