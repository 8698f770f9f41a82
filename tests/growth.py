"""How the cost of a fit grows with the images: `python tests/growth.py [MODEL ...]`, 10 minutes.

Fits each model to parts of Fashion-MNIST, validation images in proportion, and prints the seconds
that a row's `fit_seconds` would have, with the slope of their logarithms: 1 is a cost that grows as
the images do. Networks first: they may choose TensorFlow's threads. Close what else is running.
"""

import sys

import numpy as np

from benchmark._fit import fit
from benchmark.data import Data
from benchmark.plugins import DATASETS, MODELS
from models import Phases, Split

IMAGES = (5_000, 10_000, 20_000, 40_000, 60_000)


def main(specs):
    """Print a line a model."""
    whole = DATASETS.make("fashion_mnist").load(0)
    for spec in specs:
        model = MODELS.make(spec)
        model.start()
        fit(model, part(whole, IMAGES[0] // 5), 0, Phases())  # what is loaded at first use
        seconds = [fit(model, part(whole, images), 0, Phases()) for images in IMAGES]
        slope = np.polyfit(np.log(IMAGES), np.log(seconds), 1)[0]
        told = ", ".join(f"{n:,}: {each:.1f} s" for n, each in zip(IMAGES, seconds, strict=True))
        print(f"{spec}: {told}; slope {slope:.2f}", flush=True)


def part(whole, images):
    """Give so many images, of the training and of the validation split alike."""
    share = images / (len(whole.train) + len(whole.validation))
    splits = [
        Split(each.x[:most], each.y[:most])
        for each in (whole.train, whole.validation)
        for most in [round(len(each) * share)]
    ]
    return Data(*splits, whole.test, whole.classes)


if __name__ == "__main__":
    main(sys.argv[1:] or ["lenet", "fisher_svm"])
