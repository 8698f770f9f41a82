"""The arrays in an `.npz` file, unpacked when they are needed."""

from __future__ import annotations

from functools import cached_property
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any

from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SCALAR = 2  # dimensions of labels, as MedMNIST has them: (n, 1)


class ArrayFile:
    """An `.npz` file in memory; nothing in it may be a pickle.

    Args:
        data: What is in the file.
        name: What messages call it.

    Attributes:
        shapes: The arrays' shapes by their names.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._data, self._name = data, name
        self._arrays: dict[str, NDArray[Any]] = {}
        self._lock = Lock()
        self.shapes = {key: self._shape(key) for key in self._archive.files}

    def array(self, key: str) -> NDArray[Any]:
        """Give an array, unpacked once."""
        with self._lock:
            if key not in self._arrays:
                self._arrays[key] = self._read(key)
            return self._arrays[key]

    def values(self, key: str) -> list[Any]:
        """Give a list of labels or groups, of shape (n,) or (n, 1)."""
        shape = self.shapes[key]
        if len(shape) != 1 and shape[1:] != (1,):
            raise UsageError(f"expected shape (n,) of {key} in {self._name}, received {shape}")
        values: list[Any] = self.array(key).reshape(-1).tolist()
        return values

    @cached_property
    def _archive(self) -> Any:
        import numpy as np

        try:
            return np.load(BytesIO(self._data), allow_pickle=False)
        except (ValueError, OSError) as error:
            raise UsageError(f"cannot read {self._name}: {error}") from None

    def _read(self, key: str) -> NDArray[Any]:
        try:
            array: NDArray[Any] = self._archive[key]
        except ValueError as error:
            raise UsageError(f"cannot read {key} in {self._name}: {error}") from None
        return array

    def _shape(self, key: str) -> tuple[int, ...]:
        """Read the header alone."""
        from numpy.lib import format as npy

        try:
            with self._archive.zip.open(f"{key}.npy") as file:
                version = npy.read_magic(file)
                read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
                shape: tuple[int, ...] = read(file)[0]
        except (KeyError, ValueError) as error:
            raise UsageError(f"cannot read {key} in {self._name}: {error}") from None
        return shape
