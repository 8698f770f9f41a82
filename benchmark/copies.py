"""Images of a data set that are copies of one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Copies:
    """Pairs of images, and what follows from them.

    Args:
        pairs: Places of two images that are copies, int64 (m, 2), the smaller first, in order.
        how: What each pair is, m times "exact", "mirrored" or "near".
        n: Images that were searched.
    """

    pairs: NDArray[np.int64]
    how: tuple[str, ...]
    n: int

    @property
    def groups(self) -> NDArray[np.int64]:
        """A number for each image, int64 (n,): the first of all that pairs link it to, or itself.

        Not every pair of a large group is listed, so ask these whether two images belong together.
        """
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        links = coo_array((np.ones(len(self.pairs)), tuple(self.pairs.T)), (self.n, self.n))
        _, names = connected_components(links, directed=False)
        _, first, inverse = np.unique(names, return_index=True, return_inverse=True)
        return first[inverse].astype(np.int64)
