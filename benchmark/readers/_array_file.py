"""The arrays in an `.npz` file, unpacked when they are needed."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any

from benchmark.trees._expansion import check_expansion
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray


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

    def names(self, key: str) -> list[str]:
        """Give labels or groups, of shape (n,) or (n, 1), as text."""
        shape = self.shapes[key]
        if len(shape) != 1 and shape[1:] != (1,):
            raise UsageError(f"expected shape (n,) of {key} in {self._name}, received {shape}")
        values = self.array(key).reshape(-1).tolist()
        return [each.decode("latin-1") if isinstance(each, bytes) else str(each) for each in values]

    @cached_property
    def _archive(self) -> Any:
        import numpy as np

        with self._explained(""):
            archive = np.load(BytesIO(self._data), allow_pickle=False)
            if isinstance(archive, np.ndarray):
                raise UsageError(f"expected named arrays in {self._name}, received one array")
            for each in archive.zip.infolist():
                check_expansion(each.filename, each.compress_size, each.file_size, self._name)
            return archive

    def _read(self, key: str) -> NDArray[Any]:
        with self._explained(f"{key} in "):
            array: NDArray[Any] = self._archive[key]
        return array

    def _shape(self, key: str) -> tuple[int, ...]:
        """Read the header alone."""
        from numpy.lib import format as npy

        with self._explained(f"{key} in "), self._archive.zip.open(f"{key}.npy") as file:
            version = npy.read_magic(file)
            read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
            shape: tuple[int, ...] = read(file)[0]
        if not shape:
            raise UsageError(f"expected an array as {key} in {self._name}, received one number")
        return shape

    @contextmanager
    def _explained(self, what: str) -> Iterator[None]:
        try:
            yield
        except UsageError:
            raise
        except Exception as error:  # of zip, of its packing, of NumPy, of Python's parser
            said = str(error).partition("\n")[0] or type(error).__name__
            raise UsageError(f"cannot read {what}{self._name}: {said}") from error
