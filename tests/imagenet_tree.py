"""Make a tree in ImageNet's layout: `python tests/imagenet_tree.py FOLDER [CLASSES IMAGES SIDE]`.

100 classes, 20,000 JPEGs of 256x256 pixels in all, a tenth of them below `val`; some 27 kB each,
as photographs of this size have. A class is a texture, its colour and its direction, with as much
clutter over it that it has to be learned.
"""

import sys
from pathlib import Path

import cv2
import numpy as np

_CLUTTER = 32  # pixels a side, before it is enlarged


def make_imagenet_tree(folder, classes=100, images=20_000, side=256):
    """Write the tree; every image is another."""
    for label in range(classes):
        rng = np.random.default_rng(label)
        kind = rng.uniform(0, np.pi), rng.uniform(8, 40), rng.uniform(60, 200, 3)
        for number in range(images // classes):
            split = "val" if number % 10 == 0 else "train"
            within = folder / split / f"n{label + 1_440_764:08d}"
            within.mkdir(parents=True, exist_ok=True)
            path = within / f"{within.name}_{number}.JPEG"
            cv2.imwrite(str(path), _image(rng, kind, side), [cv2.IMWRITE_JPEG_QUALITY, 90])


def _image(rng, kind, side):
    direction, length, colour = kind
    y, x = np.mgrid[:side, :side] * (256 / side)
    along = np.cos(direction) * x + np.sin(direction) * y
    waves = np.sin(2 * np.pi * along / length + rng.uniform(0, 2 * np.pi))
    clutter = rng.normal(0, 45, (_CLUTTER, _CLUTTER, 3)).astype(np.float32)
    clutter = cv2.resize(clutter, (side, side), interpolation=cv2.INTER_CUBIC)
    grain = rng.normal(0, 7, (side, side, 3)).astype(np.float32)
    return np.clip(colour + 45 * waves[..., None] + clutter + grain, 0, 255).astype(np.uint8)


if __name__ == "__main__":
    make_imagenet_tree(Path(sys.argv[1]), *map(int, sys.argv[2:]))
