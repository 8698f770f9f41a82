"""Fashion-MNIST: 70,000 grey images of 28x28 pixels, ten kinds of clothing."""

import gzip
import zlib
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from benchmark.data import Data
from benchmark.datasets._base import Dataset
from benchmark.datasets._keras_cache import keras_cache
from benchmark.datasets._pool import pool
from benchmark.datasets._stratify import stratify
from models import Split

_ORIGIN = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/"
_DEBIAN = Path("/usr/share/datasets/fashion-mnist")  # the package dataset-fashion-mnist
_FOLDER = "datasets/fashion-mnist"  # below the Keras cache, where keras.datasets looks as well
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
    x = _content(f"{part}-images-idx3-ubyte.gz", header=16).reshape(-1, 28, 28, 1)
    y = _content(f"{part}-labels-idx1-ubyte.gz", header=8)
    return Split(x, y.astype(np.int64))


def _content(name: str, header: int) -> NDArray[np.uint8]:
    """Read what follows the header of an IDX file of bytes."""
    return np.frombuffer(_checked(_find(name)), np.uint8, offset=header)


def _checked(path: Path) -> bytes:
    """Unpack a file, if it is what it should be."""
    expected = _SHA256[path.name.partition(".")[0]]
    try:
        content = gzip.decompress(path.read_bytes())
        received = sha256(content).hexdigest()
    except (EOFError, OSError, zlib.error) as error:
        content, received = b"", str(error)
    if received != expected:
        raise ValueError(
            f"{path} is damaged, remove it: expected content of SHA-256 {expected}, "
            f"received {received}"
        )
    return content


def _find(name: str) -> Path:
    for folder in (_DEBIAN, keras_cache() / _FOLDER):
        if (folder / name).is_file():
            return folder / name
    return _download(name, keras_cache() / _FOLDER)


def _download(name: str, folder: Path) -> Path:
    """Fetch a file under a name of its own, so that half a file is never taken for a whole one."""
    import keras

    try:
        folder.mkdir(parents=True, exist_ok=True)  # else Keras goes to /tmp/.keras instead
        with TemporaryDirectory(dir=folder) as draft:
            path = Path(keras.utils.get_file(name, _ORIGIN + name, cache_dir=draft))
            _checked(path)
            path.replace(folder / name)
    except Exception as error:
        raise FileNotFoundError(
            f"{name} is neither in {_DEBIAN} nor in {folder}, and its download failed ({error}); "
            "offline: apt-get install dataset-fashion-mnist"
        ) from error
    return folder / name
