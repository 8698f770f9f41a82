"""Support vector machines with a Gaussian kernel, one for each pair of classes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from sklearn.svm import SVC

from models._blocks import in_blocks
from models._cores import blas, cores
from models.classifiers._pair_votes import pair_votes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models._split import Labels

_LARGEST = 16_000  # images of a pair whose kernel matrix is computed before: 3 GiB with its cache
_AT_ONCE = 2**32  # bytes that pairs solved at a time may take, where that is one or more
_BYTES = 12  # of a kernel value: float64, and float32 in the solver's cache
_BLOCK = 2**22  # kernel values that a thread computes at a time: 16 MiB
_MIB = 2**20


@dataclass(frozen=True)
class KernelMachines:
    """Machines that share their support vectors.

    Args:
        vectors: float32 (vectors, features), every image that any machine uses.
        weights: float32 (vectors, pairs), nought where a machine does not use it.
        biases: float32 (pairs,).
        gamma: The kernel is exp(-gamma * squared distance).
        n_classes: How many classes the pairs are of: (0, 1), (0, 2), ..., (1, 2), ...
    """

    vectors: NDArray[np.float32]
    weights: NDArray[np.float32]
    biases: NDArray[np.float32]
    gamma: float
    n_classes: int

    @cached_property
    def squares(self) -> NDArray[np.float32]:
        """The vectors' squared lengths, float32 (vectors,)."""
        return _squares(self.vectors)

    @classmethod
    def fit(cls, x: NDArray[np.float32], y: Labels, penalty: float, gamma: float) -> KernelMachines:
        """Fit a machine to each pair, on all cores.

        Args:
            x: float32 (n, features).
            y: Labels (n,), each 0 to n_classes - 1, none absent.
            penalty: Weight of the hinge loss, scikit-learn's C.
            gamma: Of the kernel.
        """
        n_classes = int(y.max()) + 1
        pairs = [np.flatnonzero(np.isin(y, pair)) for pair in combinations(range(n_classes), 2)]

        def machine(rows: NDArray[np.int64]) -> tuple[NDArray[np.float32], float]:
            weights = np.zeros(len(x), np.float32)
            used, some, bias = _machine(x[rows], y[rows], penalty, gamma)
            weights[rows[used]] = some
            return weights, bias

        libraries = blas()
        threads = _threads(max(map(len, pairs), default=1), cores(libraries))
        with libraries.limit(limits=1), ThreadPoolExecutor(threads) as pool:
            found = list(pool.map(machine, pairs))
        weights = np.array([each for each, _ in found], np.float32).reshape(-1, len(x)).T
        used = weights.any(axis=1)
        biases = np.array([bias for _, bias in found], np.float32)
        return cls(x[used], np.ascontiguousarray(weights[used]), biases, gamma, n_classes)

    def decisions(self, x: NDArray[np.float32]) -> NDArray[np.float32]:
        """Give each machine's margin, (n, pairs): above nought, the pair's second is likelier."""

        def decide(x: NDArray[np.float32]) -> NDArray[np.float32]:
            kernel = _kernel(x, self.vectors, self.squares, self.gamma)
            decisions: NDArray[np.float32] = kernel @ self.weights
            return decisions + self.biases

        return in_blocks(decide, x, max(1, _BLOCK // max(1, len(self.vectors))))

    def scores(self, x: NDArray[np.float32]) -> NDArray[np.float32]:
        """Give float32 (n, n_classes), as `pair_votes` does."""
        scores: NDArray[np.float32] = pair_votes(np, self.decisions(x), self.n_classes)
        return scores


def _machine(
    x: NDArray[np.float32], y: Labels, penalty: float, gamma: float
) -> tuple[NDArray[np.int64], NDArray[np.float64], float]:
    """Fit the machine of two classes: the images that it uses, their weights, and its bias."""
    if len(x) > _LARGEST:
        machine = SVC(C=penalty, gamma=gamma, cache_size=2000).fit(x, y)
    else:
        gram = _kernel(x, x, _squares(x), gamma).astype(np.float64)
        cache = 10 + gram.size * 4 / _MIB
        machine = SVC(C=penalty, kernel="precomputed", cache_size=cache).fit(gram, y)
    return machine.support_, machine.dual_coef_[0], float(machine.intercept_[0])


def _threads(largest: int, cores: int) -> int:
    """Say how many pairs are solved at a time: as many as cores, where memory has room."""
    return max(1, min(cores, _AT_ONCE // (_BYTES * largest**2)))


def _kernel(
    x: NDArray[np.float32],
    vectors: NDArray[np.float32],
    squares: NDArray[np.float32],
    gamma: float,
) -> NDArray[np.float32]:
    """Give exp(-gamma * squared distance), (n, vectors); squares are the vectors' lengths'."""
    kernel: NDArray[np.float32] = x @ vectors.T
    kernel *= 2
    kernel -= squares
    kernel -= _squares(x)[:, None]
    np.minimum(kernel, 0, out=kernel)
    kernel *= np.float32(gamma)
    np.exp(kernel, out=kernel)
    return kernel


def _squares(x: NDArray[np.float32]) -> NDArray[np.float32]:
    squares: NDArray[np.float32] = np.einsum("ij,ij->i", x, x)
    return squares
