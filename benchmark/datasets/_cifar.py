"""Read the archives of CIFAR-10 and CIFAR-100."""

from __future__ import annotations

import tarfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmark.datasets._plain_pickle import plain_pickle
from models import Split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from models import Images, Labels

_BASE = 100  # more than there are labels of any kind
_STATE = 5  # of an array: version, shape, dtype, order, bytes


def read_cifar(archive: bytes, batches: Sequence[str], keys: Sequence[str]) -> Split:
    """Read some of the batches in an archive.

    They are pickles. None is loaded: they are read as plain data, opcode by opcode, so that who
    has Keras' download need not fetch the binary version as well.

    Args:
        archive: The tar archive for Python, compressed.
        batches: Which files in it.
        keys: What their labels are called; those of several kinds become one number, the last kind
            its last two decimal digits.

    Returns:
        Images uint8 (n, 32, 32, 3) in RGB.

    Raises:
        ValueError: If one is not as it should be.
    """
    images, labels = [], []
    with tarfile.open(fileobj=BytesIO(archive)) as tar:
        for name in batches:
            x, y = _batch(tar, name, keys)
            images.append(x)
            labels.append(y)
    return Split(np.concatenate(images), np.concatenate(labels))


def _batch(tar: tarfile.TarFile, name: str, keys: Sequence[str]) -> tuple[Images, Labels]:
    file = tar.extractfile(name)
    found = plain_pickle(b"" if file is None else file.read())
    planes = _bytes_of(found["data"]).reshape(-1, 3, 32, 32)
    y = np.zeros(len(planes), np.int64)
    for key in keys:
        y = y * _BASE + np.array(found[key], np.int64)
    return np.ascontiguousarray(planes.transpose(0, 2, 3, 1)), y


def _bytes_of(made: Any) -> NDArray[np.uint8]:
    """Give the array of bytes that a pickle describes."""
    state = getattr(made, "state", None)
    by = getattr(made, "by", "")
    if by != "numpy.core.multiarray _reconstruct" or not (
        isinstance(state, tuple) and len(state) == _STATE and state[2].of[0] in ("u1", "|u1")
    ):
        raise ValueError(f"expected an array of bytes, received {type(made).__name__}")
    _, shape, _, by_columns, content = state
    flat = np.frombuffer(content.encode("latin-1"), np.uint8)
    return flat.reshape(shape, order="F" if by_columns else "C")
