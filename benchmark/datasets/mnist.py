"""MNIST: 70,000 grey images of 28x28 pixels, handwritten digits."""

from functools import cache, partial
from io import BytesIO
from typing import ClassVar

import numpy as np

from benchmark.data import Data
from benchmark.datasets._base import Dataset
from benchmark.datasets._pool import pool
from benchmark.datasets._published_file import PublishedFile
from benchmark.datasets._stratify import stratify
from models import Split

_FILE = PublishedFile(  # keras.datasets' own, and where it puts it
    "mnist.npz",
    "https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz",
    "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1",
)


class MNIST(Dataset):
    """The source's own 10,000 test images; 5,000 of its 60,000 for validation, by the seed.

    The file is Keras' `mnist.npz`, taken from the Keras cache or downloaded there, and checked by
    SHA-256.
    """

    licence: ClassVar[str] = "CC BY-SA 3.0"
    citation: ClassVar[str] = (
        "Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, Gradient-Based Learning Applied to Document "
        "Recognition, Proceedings of the IEEE 86(11), 1998"
    )

    def files(self) -> tuple[PublishedFile, ...]:
        """List the file."""
        return (_FILE,)

    def load(self, seed: int) -> Data:
        """Read the images and split them."""
        train, validation = stratify(_read(_FILE, "train"), 1 / 12, seed)
        return Data(train, validation, _read(_FILE, "test"), tuple("0123456789"))


@cache
def _read(file: PublishedFile, part: str) -> Split:
    return pool(f"mnist-{part}", file.sha256, partial(_decode, file, part))


def _decode(file: PublishedFile, part: str) -> Split:
    with np.load(BytesIO(file.content()), allow_pickle=False) as arrays:
        return Split(arrays[f"x_{part}"][..., None], arrays[f"y_{part}"].astype(np.int64))
