"""Files of arrays as people have them: by name, the files, and what they show."""

from io import BytesIO

import numpy as np
from layouts.pixels import LABELS, pixels

IMAGES = np.stack([pixels(number) for number in range(9)])
NAMES = np.array(LABELS * 3)


def npz(save=np.savez, **arrays):
    data = BytesIO()
    save(data, **arrays)
    return data.getvalue()


def layouts():
    """Give by name files and, by the number of a picture, label, split and group."""
    plain = {number: (str(NAMES[number]), "", "") for number in range(9)}
    numbers = {number: (str(number % 3), "", "") for number in range(9)}
    grouped = {number: (str(NAMES[number]), "", f"g{number // 3}") for number in range(9)}
    groups = np.array([f"g{number // 3}" for number in range(9)])
    at = {"train": slice(0, 3), "val": slice(3, 6), "test": slice(6, 9)}
    named = {"train": "train", "val": "validation", "test": "test"}
    parts = {
        number: (str(number % 3), named[name], "")
        for name, where in at.items()
        for number in range(9)[where]
    }
    y = np.arange(9) % 3
    keras = {f"x_{name}": IMAGES[where] for name, where in at.items()}
    keras |= {f"y_{name}": y[where] for name, where in at.items()}
    medmnist = {f"{name}_images": IMAGES[where] for name, where in at.items()}
    medmnist |= {f"{name}_labels": y[where, None] for name, where in at.items()}
    found = {
        "x and y": (npz(x=IMAGES, y=NAMES), plain),
        "compressed": (npz(np.savez_compressed, images=IMAGES, labels=NAMES), plain),
        "numbers": (npz(x=IMAGES, y=y.astype(np.uint8)), numbers),
        "bytes": (npz(x=IMAGES, y=y.astype("S")), numbers),
        "groups": (npz(x=IMAGES, y=NAMES, groups=groups), grouped),
        "as Keras": (npz(**keras), parts),
        "as MedMNIST": (npz(**medmnist), parts),
        "more": (npz(x=IMAGES, y=NAMES, about=np.arange(3)), plain),
    }
    return {kind: ({"all.npz": data}, shown) for kind, (data, shown) in found.items()}
