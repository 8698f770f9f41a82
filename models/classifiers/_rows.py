"""Products of a tall matrix with few vectors, on all cores."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from models._cores import blas, cores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

_BLOCK = 2**20  # numbers of x that a thread multiplies at a time: 4 MiB
_SUMMED_IN_ORDER = 384  # rows, by OpenBLAS' kernels for x86
_WORTH_GATHERING = 0.8  # share of a block's rows: to gather them costs a tenth of the products


@dataclass(frozen=True)
class Rows:
    """A matrix beside a column of ones, read in blocks and never copied.

    Threads of their own are busy all the time, where those of a matrix product wait for each
    other after every block.

    Args:
        x: float32 (n, features).
        pool: Its threads.
        parts: Each thread's blocks of rows: slices, or where some are left out, their places.
    """

    x: NDArray[np.float32]
    pool: ThreadPoolExecutor
    parts: list[list[Any]]

    def scores(self, weights: NDArray[np.float64]) -> NDArray[np.float32]:
        """Multiply each row by few vectors.

        Args:
            weights: (vectors, features + 1), computed with as float32.

        Returns:
            float32 (n, vectors).
        """
        out = np.empty((len(self.x), len(weights)), np.float32)

        single = weights.astype(np.float32)

        def fill(part: list[Any]) -> None:
            for rows in part:
                out[rows] = scores_of(self.x[rows], single)

        list(self.pool.map(fill, self.parts))
        return out

    def only(self, kept: NDArray[np.bool_], vectors: int) -> Rows:
        """Leave rows out of products, block by block, where that saves much.

        If those left out have a share of nought, `collect` gives the same bits: up to 384 rows are
        summed one after another by OpenBLAS, and to add nought changes nothing. It multiplies what
        is smaller than 10^6, and a single vector, in another order, so no block gets that small.

        Args:
            kept: Which rows are needed, (n,).
            vectors: How many there are in a product.
        """
        size = _rows_in_a_block(self.x)
        if size > _SUMMED_IN_ORDER:
            return self
        fewest = size // vectors + 1

        def left(rows: slice) -> Any:
            places = kept[rows].copy()
            places[:fewest] = True
            return rows if places.mean() > _WORTH_GATHERING else rows.start + np.flatnonzero(places)

        return replace(self, parts=[[left(rows) for rows in part] for part in self.parts])

    def collect(
        self,
        vectors: int,
        shares: Callable[[Any, NDArray[np.float32]], NDArray[np.float32]],
    ) -> NDArray[np.float64]:
        """Sum all rows by shares.

        Args:
            vectors: How many sums there are.
            shares: Gives the shares of a block's rows, float32 (rows, vectors), by their places
                and their features.

        Returns:
            (vectors, features + 1); blocks are summed in float64.
        """

        def total(part: list[Any]) -> NDArray[np.float64]:
            out = np.zeros((vectors, self.x.shape[1] + 1))
            for rows in part:
                x = self.x[rows]
                share = shares(rows, x)
                out[:, :-1] += share.T @ x
                out[:, -1] += share.sum(axis=0)
            return out

        totals: NDArray[np.float64] = np.sum(list(self.pool.map(total, self.parts)), axis=0)
        return totals


def scores_of(x: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Multiply some rows (m, features) by (vectors, features + 1), on the thread that asks."""
    scores: NDArray[np.float32] = x @ weights[:, :-1].T + weights[:, -1]
    return scores


@contextmanager
def rows_of(x: NDArray[np.float32]) -> Iterator[Rows]:
    """Lend threads to a matrix, as many as NumPy's products would have had.

    Args:
        x: float32 (n, features).
    """
    libraries = blas()
    threads = cores(libraries)
    bounds = np.linspace(0, len(x), threads + 1).astype(np.int64)
    size = _rows_in_a_block(x)
    parts = [
        [slice(at, min(at + size, end)) for at in range(start, end, size)]
        for start, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
    ]
    with libraries.limit(limits=1), ThreadPoolExecutor(threads) as pool:
        yield Rows(x, pool, parts)


def _rows_in_a_block(x: NDArray[np.float32]) -> int:
    features: int = x.shape[1]
    return max(1, _BLOCK // max(1, features))
