"""Descriptions that depend on an image alone, kept for all models and seeds that need them."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b, sha256
from pathlib import Path
from tempfile import mkstemp
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np

from models._cores import allowed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from models._split import Images

_DIGEST = 16  # bytes: of a million images, two are taken for one once in 10^26 times


@dataclass
class KeptFeatures:
    """Tables of descriptions by their images' content; several processes may read and add to them.

    Args:
        folder: Where they lie. It may be missing, and be removed at any time.

    Attributes:
        spent: Seconds that the last call of `describe` spent on images that nobody had described.
        charged: Seconds that were spent on the others, back when they were described.
    """

    folder: Path
    spent: float = 0.0
    charged: float = 0.0

    def describe(self, transformer: Any, x: Images) -> NDArray[Any]:
        """Give what a transformer makes of images, each described only if that was not done before.

        Args:
            transformer: What it makes of an image depends on that and its own settings.
            x: uint8 (n, height, width, channels), at least one.
        """
        kind = type(transformer)
        settings = sorted(transformer.get_params().items())
        what = (kind.__module__, kind.__qualname__, settings, x.shape[1:], allowed())
        folder = self.folder / sha256(repr(what).encode()).hexdigest()[:16]
        images = [blake2b(image.tobytes(), digest_size=_DIGEST).digest() for image in x]
        rows, self.spent, self.charged = None, 0.0, 0.0
        missing = np.arange(len(x))
        for table in _tables(folder):
            known = {image.tobytes(): place for place, image in enumerate(table["image"])}
            own = np.array([images[place] in known for place in missing], bool)
            there = [known[images[place]] for place in missing[own]]
            rows = _empty(len(x), table["row"]) if rows is None else rows
            rows[missing[own]] = table["row"][there]
            self.charged += float(table["seconds"][there].sum())
            missing = missing[~own]
        if rows is not None and not len(missing):
            return rows
        made = self._made(
            transformer, x.take(missing, axis=0), [images[place] for place in missing]
        )
        with suppress(OSError):  # a full disk costs no run
            _write(made, folder)
        rows = _empty(len(x), made["row"]) if rows is None else rows
        rows[missing] = made["row"]
        return rows

    def _made(self, transformer: Any, x: Images, images: list[bytes]) -> NDArray[Any]:
        start = perf_counter()
        rows = transformer.transform(x)
        self.spent = perf_counter() - start
        fields = [("image", f"V{_DIGEST}"), ("seconds", "f8"), ("row", rows.dtype, rows.shape[1:])]
        table = np.empty(len(x), fields)
        table["image"] = np.frombuffer(b"".join(images), f"V{_DIGEST}")
        table["seconds"], table["row"] = self.spent / len(x), rows
        return table


def _tables(folder: Path) -> Iterator[NDArray[Any]]:
    for path in sorted(folder.glob("[!.]*.npy")):
        with suppress(OSError, ValueError):  # it was removed meanwhile
            yield np.load(path, mmap_mode="r", allow_pickle=False)


def _empty(images: int, like: NDArray[Any]) -> NDArray[Any]:
    return np.empty((images, *like.shape[1:]), like.dtype)


def _write(table: NDArray[Any], folder: Path) -> None:
    """Write beside, then rename: a file is there whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(prefix=".", suffix=".npy", dir=folder)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            np.save(file, table, allow_pickle=False)
        draft.rename(draft.with_name(draft.name.removeprefix(".")))
    finally:
        draft.unlink(missing_ok=True)
