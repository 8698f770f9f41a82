"""CIFAR-10: 60,000 colour images of 32x32 pixels, ten kinds of animals and vehicles."""

from functools import cache, partial
from typing import ClassVar

from benchmark.data import Data
from benchmark.datasets._base import Dataset
from benchmark.datasets._cifar import read_cifar
from benchmark.datasets._pool import pool
from benchmark.datasets._published_file import PublishedFile
from benchmark.datasets._stratify import stratify
from models import Split

_FILE = PublishedFile(
    "cifar-10-batches-py-target_archive",  # as keras.datasets calls it; the others, as it did
    "https://www.cs.toronto.edu/~kriz/cifar-10-python.tar.gz",
    "6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce",
    others=(
        "cifar-10-batches-py-target.tar.gz",
        "cifar-10-batches-py.tar.gz",
        "cifar-10-python.tar.gz",
    ),
)
_FOLDER = "cifar-10-batches-py"
_BATCHES = {"train": [f"data_batch_{number}" for number in range(1, 6)], "test": ["test_batch"]}
_CLASSES = (
    "airplane",
    "automobile",
    "bird",
    "cat",
    "deer",
    "dog",
    "frog",
    "horse",
    "ship",
    "truck",
)


class CIFAR10(Dataset):
    """The source's own 10,000 test images; 5,000 of its 50,000 for validation, by the seed.

    The file is the archive for Python that Keras uses, taken from the Keras cache or downloaded
    there, and checked by SHA-256.
    """

    licence: ClassVar[str] = "none stated; images collected from the web, for research"
    citation: ClassVar[str] = (
        "A. Krizhevsky, Learning Multiple Layers of Features from Tiny Images, technical report, "
        "University of Toronto, 2009"
    )

    def files(self) -> tuple[PublishedFile, ...]:
        """List the archive."""
        return (_FILE,)

    def load(self, seed: int) -> Data:
        """Read the images and split them."""
        train, validation = stratify(_read(_FILE, "train"), 0.1, seed)
        return Data(train, validation, _read(_FILE, "test"), _CLASSES)


@cache
def _read(file: PublishedFile, part: str) -> Split:
    return pool(f"cifar10-{part}", file.sha256, partial(_decode, file, part))


def _decode(file: PublishedFile, part: str) -> Split:
    batches = [f"{_FOLDER}/{name}" for name in _BATCHES[part]]
    return read_cifar(file.content(), batches, ["labels"])
