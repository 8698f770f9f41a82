"""Libraries' pages as they are mapped into a process, to map them into a fork of it."""

from __future__ import annotations

import os
from contextlib import suppress
from ctypes import CDLL, c_size_t, c_void_p
from pathlib import Path

import numpy as np

_MADV_POPULATE_READ = 22  # from linux/mman.h, Linux 5.14 and later
_PRESENT = np.uint64(1 << 63)  # of a page's entry in pagemap
_ENTRY = 8  # bytes


class MappedPages:
    """The pages of files that this process has touched.

    A fork has its memory, but not its map of files: the worker would find each page of a library
    anew while it is timed, and its peak would leave out libraries that a process of its own holds,
    some 400 MiB of TensorFlow.
    """

    def __init__(self) -> None:
        self._runs: list[tuple[int, int]] = []
        with suppress(OSError), Path("/proc/self/pagemap").open("rb") as pagemap:
            for start, end in _files():
                pagemap.seek(start // _page() * _ENTRY)
                entries = np.frombuffer(pagemap.read((end - start) // _page() * _ENTRY), np.uint64)
                present = np.concatenate([[False], entries & _PRESENT != 0, [False]])
                edges = (start + np.flatnonzero(np.diff(present)) * _page()).tolist()
                self._runs += zip(edges[::2], edges[1::2], strict=True)

    def map(self) -> None:
        """Map them here; an older kernel refuses, and nothing is changed."""
        madvise = CDLL(None).madvise
        for start, end in self._runs:
            if madvise(c_void_p(start), c_size_t(end - start), _MADV_POPULATE_READ):
                return


def _files() -> list[tuple[int, int]]:
    """List where files are mapped that may be read."""
    found = []
    for line in Path("/proc/self/maps").read_text(encoding="utf-8").splitlines():
        place, rights, _, _, _, *name = line.split(maxsplit=5)
        if name and name[0].startswith("/") and rights.startswith("r"):
            start, end = (int(each, 16) for each in place.split("-"))
            found.append((start, end))
    return found


def _page() -> int:
    return os.sysconf("SC_PAGE_SIZE")
