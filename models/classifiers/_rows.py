"""Products of a tall matrix with few vectors, on all cores."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from models._cores import blas, cores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

_BLOCK = 2**20  # numbers of x that a thread multiplies at a time: 4 MiB


@dataclass(frozen=True)
class Rows:
    """A matrix beside a column of ones, read in blocks and never copied.

    Threads of their own are busy all the time, where those of a matrix product wait for each
    other after every block.

    Args:
        x: float32 (n, features).
        pool: Its threads.
        parts: Each thread's blocks of rows.
    """

    x: NDArray[np.float32]
    pool: ThreadPoolExecutor
    parts: list[list[slice]]

    def scores(self, weights: NDArray[np.float64]) -> NDArray[np.float32]:
        """Multiply each row by few vectors.

        Args:
            weights: (vectors, features + 1), computed with as float32.

        Returns:
            float32 (n, vectors).
        """
        out = np.empty((len(self.x), len(weights)), np.float32)

        single = weights.astype(np.float32)

        def fill(part: list[slice]) -> None:
            for rows in part:
                out[rows] = self.scores_of(rows, single)

        list(self.pool.map(fill, self.parts))
        return out

    def scores_of(self, rows: slice, weights: NDArray[np.float32]) -> NDArray[np.float32]:
        """Multiply some rows, on the thread that asks."""
        scores: NDArray[np.float32] = self.x[rows] @ weights[:, :-1].T + weights[:, -1]
        return scores

    def collect(
        self, vectors: int, shares: Callable[[slice], NDArray[np.float32]]
    ) -> NDArray[np.float64]:
        """Sum all rows by shares.

        Args:
            vectors: How many sums there are.
            shares: Gives the shares of a block's rows, float32 (rows, vectors).

        Returns:
            (vectors, features + 1); blocks are summed in float64.
        """

        def total(part: list[slice]) -> NDArray[np.float64]:
            out = np.zeros((vectors, self.x.shape[1] + 1))
            for rows in part:
                share = shares(rows)
                out[:, :-1] += share.T @ self.x[rows]
                out[:, -1] += share.sum(axis=0)
            return out

        totals: NDArray[np.float64] = np.sum(list(self.pool.map(total, self.parts)), axis=0)
        return totals


@contextmanager
def rows_of(x: NDArray[np.float32]) -> Iterator[Rows]:
    """Lend threads to a matrix, as many as NumPy's products would have had.

    Args:
        x: float32 (n, features).
    """
    libraries = blas()
    threads = cores(libraries)
    bounds = np.linspace(0, len(x), threads + 1).astype(np.int64)
    size = max(1, _BLOCK // max(1, x.shape[1]))
    parts = [
        [slice(at, min(at + size, end)) for at in range(start, end, size)]
        for start, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
    ]
    with libraries.limit(limits=1), ThreadPoolExecutor(threads) as pool:
        yield Rows(x, pool, parts)
