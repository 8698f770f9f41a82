"""Fashion-MNIST: 70,000 grey images of 28x28 pixels, ten kinds of clothing."""

from functools import cache, partial
from pathlib import Path
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from benchmark.data import Data
from benchmark.datasets._base import Dataset
from benchmark.datasets._pool import pool
from benchmark.datasets._published_file import PublishedFile
from benchmark.datasets._stratify import stratify
from models import Split

_ORIGIN = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/"
_DEBIAN = Path("/usr/share/datasets/fashion-mnist")  # the package dataset-fashion-mnist
_SHA256 = {  # of what is inside: Debian packs the same bytes anew
    "train-images-idx3-ubyte": "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    "train-labels-idx1-ubyte": "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
    "t10k-images-idx3-ubyte": "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
    "t10k-labels-idx1-ubyte": "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
}


class FashionMNIST(Dataset):
    """The source's own 10,000 test images; 5,000 of its 60,000 for validation, by the seed.

    The files are looked for where Debian's package `dataset-fashion-mnist` puts them, then in the
    Keras cache, and last downloaded there. What they unpack to is checked by SHA-256.
    """

    licence: ClassVar[str] = "MIT"
    citation: ClassVar[str] = (
        "H. Xiao, K. Rasul, R. Vollgraf, Fashion-MNIST: a Novel Image Dataset for Benchmarking "
        "Machine Learning Algorithms, arXiv:1708.07747, 2017"
    )

    def files(self) -> tuple[PublishedFile, ...]:
        """List the four files."""
        return tuple(map(_file, _SHA256))

    def load(self, seed: int) -> Data:
        """Read the images and split them."""
        whole, test = _read("train"), _read("t10k")
        train, validation = stratify(whole, 1 / 12, seed)
        return Data(train, validation, test, _CLASSES)


_CLASSES = (
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)


@cache
def _read(part: str) -> Split:
    content = _SHA256[f"{part}-images-idx3-ubyte"]  # whose files are checked as they are unpacked
    return pool(f"fashion_mnist-{part}", content, partial(_decode, part))


def _decode(part: str) -> Split:
    x = _content(f"{part}-images-idx3-ubyte", header=16).reshape(-1, 28, 28, 1)
    y = _content(f"{part}-labels-idx1-ubyte", header=8)
    return Split(x, y.astype(np.int64))


def _content(name: str, header: int) -> NDArray[np.uint8]:
    """Read what follows the header of an IDX file of bytes."""
    return np.frombuffer(_file(name).content(), np.uint8, offset=header)


def _file(name: str) -> PublishedFile:
    return PublishedFile(
        f"fashion-mnist/{name}.gz",
        f"{_ORIGIN}{name}.gz",
        _SHA256[name],
        others=(str(_DEBIAN / f"{name}.gz"),),
        packed=True,
        offline="apt-get install dataset-fashion-mnist",
    )
