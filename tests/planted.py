"""Where do maps of evidence point? `python tests/planted.py [MODEL ...]`, ten minutes for all.

Each image has one small shape in a random place, which decides its class, among strokes and noise
that do not. For each model it prints the share of test images that are classified right, and the
share of all test images in which the map of the true class has its maximum in the shape.
"""

import sys
from time import perf_counter

import numpy as np

from benchmark.plugins import MODELS
from models import Split

SHAPE = 8  # pixels a side
SIDE = 32
STROKES = 8
TRAIN, VALIDATION, TEST = 1000, 200, 500
SPECS = (
    "gap_net(filters=(16, 32, 32), epochs=10)",
    "resnet(filters=(64, 128), blocks=(2, 2), epochs=8, augmentation=(), margin=0)",
    "lenet",
    "sift_svm(words=128)",
    "fisher_svm(words=16)",
    "coates(words=200)",
    "fisher_net(words=16, epochs=3)",
)


def shapes():
    """Draw a cross, a ring, a slash and a box: bool (4, 8, 8)."""
    middle = np.arange(SHAPE) - (SHAPE - 1) / 2
    row, column = np.meshgrid(middle, middle, indexing="ij")
    away = np.hypot(row, column)
    farther = np.maximum(abs(row), abs(column))
    cross = np.minimum(abs(row), abs(column)) < 1.6
    return np.array([cross, (away > 2) & (away < 4.2), abs(row - column) < 2, farther > 2])


def planted(n, seed):
    """Make images with a shape that decides, and say where it is.

    Returns a split of grey images of 32 pixels a side and four classes, and the shapes' top left
    corners, int64 (n, 2).
    """
    rng = np.random.default_rng(seed)
    y = rng.integers(0, 4, n)
    corners = rng.integers(0, SIDE - SHAPE + 1, (n, 2))
    x = rng.integers(0, 60, (n, SIDE, SIDE, 1), np.uint8)
    for image, label, (top, left) in zip(x, y, corners, strict=True):
        for _ in range(STROKES):
            (down, along), (height, width) = rng.integers(0, SIDE, 2), rng.integers(1, 8, 2)
            image[down : down + height, along : along + width] = rng.integers(60, 220)
        own = image[top : top + SHAPE, left : left + SHAPE, 0]
        own[:] = np.where(shapes()[label], 230, rng.integers(0, 60, own.shape))
    return Split(x, y.astype(np.int64)), corners


def hits(maps, corners):
    """Say in which maps (n, height, width) the maximum lies in the shape."""
    places = maps.reshape(len(maps), -1).argmax(axis=1)
    found = np.stack(np.divmod(places, maps.shape[2]), axis=1)
    return ((found >= corners) & (found < corners + SHAPE)).all(axis=1)


def looked_into(spec):
    """Fit a model on planted images: its accuracy, and the share of its maps that hit."""
    (train, _), (validation, _) = planted(TRAIN, 0), planted(VALIDATION, 1)
    test, corners = planted(TEST, 2)
    model = MODELS.make(spec)
    model.start()
    model.fit(train, validation, n_classes=4, seed=0)
    right = model.scores(test.x).argmax(axis=1) == test.y
    return right.mean(), hits(model.evidence(test.x, test.y), corners).mean(), model.evidence_method


if __name__ == "__main__":
    print(f"chance {(SHAPE / SIDE) ** 2:.1%}")
    for each in sys.argv[1:] or SPECS:
        begun = perf_counter()
        accuracy, rate, method = looked_into(each)
        seconds = perf_counter() - begun
        print(f"{each}: right {accuracy:.1%}, {method} in the shape {rate:.1%}, {seconds:.0f} s")
