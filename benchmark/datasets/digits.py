"""Scikit-learn's digits: 1,797 grey images of 8x8 pixels, for tests and trials."""

from typing import ClassVar

import numpy as np

from benchmark.data import Data
from benchmark.datasets._base import Dataset
from benchmark.datasets._stratify import stratify
from models import Split


class Digits(Dataset):
    """70 % for training, 10 % for validation and 20 % for testing, drawn by the seed.

    The source's 17 grey levels (0 to 16) are spread over 0 to 255.
    """

    licence: ClassVar[str] = "CC BY 4.0"
    citation: ClassVar[str] = (
        "E. Alpaydin, C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning "
        "Repository, 1998"
    )

    def load(self, seed: int) -> Data:
        """Read the images from scikit-learn and split them."""
        from sklearn.datasets import load_digits

        source = load_digits()
        x = np.rint(source.images * (255 / 16)).astype(np.uint8)[..., None]
        rest, test = stratify(Split(x, source.target.astype(np.int64)), 0.2, seed)
        train, validation = stratify(rest, 0.125, seed)
        return Data(train, validation, test, tuple("0123456789"))
