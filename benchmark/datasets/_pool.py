"""Images as they are decoded, kept for all processes of a machine."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import numpy as np

from benchmark.datasets._keras_cache import keras_cache
from models import Split

if TYPE_CHECKING:
    from collections.abc import Callable

_FOLDER = "depthbench/pools"  # below the Keras cache


def pool(name: str, content: str, read: Callable[[], Split]) -> Split:
    """Give images and labels, mapped from disk where some process has decoded them before.

    To unpack and parse takes a second in every worker; to map takes a millisecond, and processes
    share the memory. What cannot be written is decoded each time; what is damaged, once more.

    Args:
        name: What they are of, for people who look into the cache.
        content: Fingerprint of the file that they are in, to which a version is added when it is
            decoded differently.
        read: Decodes the file; its split has no groups.

    Returns:
        Arrays that cannot be written to.
    """
    folder = keras_cache() / _FOLDER / f"{name}-{content[:16]}"
    with suppress(OSError, ValueError, EOFError):
        return _mapped(folder)
    whole = read()
    with suppress(OSError):
        _write(whole, folder)
    return whole


def _mapped(folder: Path) -> Split:
    x, y = (np.load(folder / f"{each}.npy", mmap_mode="r", allow_pickle=False) for each in "xy")
    if x.dtype != np.uint8 or y.dtype != np.int64 or len(x) != len(y):
        raise ValueError(f"{folder} is damaged")
    return Split(np.asarray(x), np.array(y))  # labels are few, and asked for again and again


def _write(whole: Split, folder: Path) -> None:
    """Write beside the folder, then rename: it is there whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        np.save(draft / "x.npy", whole.x, allow_pickle=False)
        np.save(draft / "y.npy", whole.y, allow_pickle=False)
        draft.chmod(0o755)  # for others who share the cache
        rmtree(folder, ignore_errors=True)  # what is there could not be read
        draft.rename(folder)  # fails where another process was first, whose is as good
    finally:
        rmtree(draft, ignore_errors=True)
