"""Compute in threads whose matrix products have a core each."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from models._cores import blas, cores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Part = TypeVar("Part")
Found = TypeVar("Found")


def on_cores(work: Callable[[Part], Found], parts: Iterable[Part]) -> list[Found]:
    """Do a part of the work in each thread, as many as a matrix product would have.

    Args:
        work: What to do; mostly NumPy.
        parts: On what.

    Returns:
        The results, in the order of the parts.
    """
    libraries = blas()
    threads = cores(libraries)  # of which nothing is left within the limit
    with libraries.limit(limits=1), ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, parts))
