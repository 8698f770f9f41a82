"""One small array of each kind that people have."""

from io import BytesIO

import numpy as np


def saved(array, version=None):
    data = BytesIO()
    np.lib.format.write_array(data, array, version)
    return data.getvalue()


def files():
    """Give files by name: what they hold is good."""
    rng = np.random.default_rng(3)
    grey, rgb = (rng.integers(0, 256, shape, np.uint8) for shape in ((5, 7), (5, 7, 3)))
    wide = rng.integers(0, 65536, (5, 7, 3), np.uint16)
    return {
        "grey.npy": saved(grey),
        "one-channel.npy": saved(grey[..., None]),
        "rgb.npy": saved(rgb),
        "columns.npy": saved(np.asfortranarray(rgb)),
        "second-version.npy": saved(rgb, (2, 0)),
        "third-version.npy": saved(rgb, (3, 0)),
        "wide.npy": saved(wide),
        "most-significant-first.npy": saved(wide.astype(">u2")),
    }
