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

if TYPE_CHECKING:
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
        what = (type(transformer).__qualname__, transformer.get_params(), x.shape[1:])
        folder = self.folder / sha256(repr(what).encode()).hexdigest()[:16]
        images = [blake2b(image.tobytes(), digest_size=_DIGEST).digest() for image in x]
        tables = [np.load(path, mmap_mode="r") for path in sorted(folder.glob("[!.]*.npy"))]
        self.spent = 0.0
        known = set().union(*(_places(table) for table in tables))
        new = {image: place for place, image in enumerate(images) if image not in known}
        if new:
            tables.append(self._table(transformer, x[list(new.values())], list(new)))
            with suppress(OSError):  # a full disk costs no run
                _write(tables[-1], folder)
        return self._gathered(tables, images, new)

    def _table(self, transformer: Any, x: Images, images: list[bytes]) -> NDArray[Any]:
        start = perf_counter()
        rows = transformer.transform(x)
        self.spent = perf_counter() - start
        fields = [("image", "V16"), ("seconds", "f8"), ("row", rows.dtype, rows.shape[1:])]
        table = np.empty(len(x), fields)
        table["image"] = np.frombuffer(b"".join(images), "V16")
        table["seconds"], table["row"] = self.spent / len(x), rows
        return table

    def _gathered(
        self, tables: list[NDArray[Any]], images: list[bytes], new: dict[bytes, int]
    ) -> NDArray[Any]:
        """Bring rows into the order of their images."""
        rows = np.empty((len(images), *tables[0].dtype["row"].shape), tables[0].dtype["row"].base)
        self.charged = 0.0
        for table in tables:
            places = _places(table)
            own = [place for place, image in enumerate(images) if image in places]
            there = [places[images[place]] for place in own]
            rows[own] = table["row"][there]
            old = [each for each, place in zip(there, own, strict=True) if images[place] not in new]
            self.charged += float(table["seconds"][old].sum())
        return rows


def _places(table: NDArray[Any]) -> dict[bytes, int]:
    return {image.tobytes(): place for place, image in enumerate(table["image"])}


def _write(table: NDArray[Any], folder: Path) -> None:
    """Write beside, then rename: a file is there whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    handle, draft = mkstemp(prefix=".", suffix=".npy", dir=folder)
    with os.fdopen(handle, "wb") as file:
        np.save(file, table, allow_pickle=False)
    Path(draft).rename(folder / Path(draft).name.removeprefix("."))
