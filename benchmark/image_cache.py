"""Where decoded images are kept."""

from pathlib import Path

from benchmark.datasets._keras_cache import keras_cache


def image_cache() -> Path:
    """Give the folder, which may be missing and may be removed at any time."""
    return keras_cache() / "depthbench" / "images"
