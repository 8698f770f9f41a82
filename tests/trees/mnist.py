"""A small file of the layout of Keras' `mnist.npz`, in its place."""

import numpy as np
from stand_in import noise, stand_in

from benchmark.datasets import mnist


def make(folder):
    """Write the file; give the settings of the data set that reads it: none."""
    path = folder / "mnist.npz"
    parts = {"train": 600, "test": 100}
    x = {f"x_{part}": noise(n, (28, 28), n) for part, n in parts.items()}
    y = {f"y_{part}": np.arange(n).astype(np.uint8) % 10 for part, n in parts.items()}
    np.savez(path, **x, **y)
    stand_in(mnist, path)
    return {}
