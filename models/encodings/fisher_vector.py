"""The improved Fisher vector."""

import warnings
from collections.abc import Callable
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import PCA
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture

from models._fisher import FisherVectors, Gaussians
from models._fisher_shares import FisherShares
from models._split import Images
from models.encodings._encoding import Encoding
from models.encodings._sample import sample

_BLOCK = 2**20  # numbers that a thread computes at a time: they stay in its cache
_LEAST = 1e-4  # variance below which a word would be one point, and rounding would show


class FisherVector(Encoding):
    """Say how an image would have a mixture of Gaussians changed: images to float32 (n, numbers).

    Descriptors are projected to their principal axes, without whitening; where each is, row and
    column from -0.5 to 0.5, is put beside; a mixture of Gaussians with diagonal covariance is
    fitted to them. An image becomes the gradient of its descriptors' likelihood with respect to
    the means and deviations, scaled as the paper does, by the signed square root, to unit length:
    words * 2 * (dimensions + 2) numbers. It is the improved Fisher vector, with positions in
    place of a pyramid.

    Args:
        descriptor: Transformer from images to float32 (n, points, numbers), as `DenseSIFT`.
        words: Gaussians; fewer where the sample has fewer descriptors.
        dimensions: Principal axes; fewer where the sample has fewer descriptors.
        seed: Decides the sample of 50,000 training descriptors and where the fit begins.

    Attributes:
        gaussians_: What was fitted.

    Papers: Perronnin, Sanchez, Mensink, "Improving the Fisher kernel for large-scale image
        classification", 2010; Sanchez, Perronnin, Campos, "Modeling the spatial layout of images
        beyond spatial pyramids", 2012 (the positions).
    """

    def __init__(
        self, descriptor: Any, words: int = 64, dimensions: int = 64, seed: int = 0
    ) -> None:
        self.descriptor = descriptor
        self.words = words
        self.dimensions = dimensions
        self.seed = seed

    def fit(self, x: Images, y: Any = None) -> Self:
        """Find the axes and the Gaussians."""
        del y
        descriptors, positions = sample(self.descriptor, x, self.seed)
        axes = PCA(min(self.dimensions, *descriptors.shape), svd_solver="covariance_eigh")
        with np.errstate(invalid="ignore"):  # images without texture have no variance to share
            projected = np.hstack([axes.fit_transform(descriptors), positions - 0.5])
        mixture = self._mixture(projected)
        fitted = (
            axes.mean_,
            axes.components_.T,
            np.log(mixture.weights_),
            mixture.means_,
            np.log(mixture.covariances_) / 2,
        )
        self.gaussians_ = Gaussians(*(each.astype(np.float32) for each in fitted))
        return self

    def encoder(
        self, positions: NDArray[np.float32]
    ) -> Callable[[NDArray[np.float32]], NDArray[np.float32]]:
        """Prepare to encode descriptors of points at these positions."""
        return FisherVectors(np, self.gaussians_, positions)

    def sharer(
        self, positions: NDArray[np.float32]
    ) -> Callable[[NDArray[np.float32], NDArray[np.float32]], NDArray[np.float32]]:
        """Prepare to give descriptors their parts of the gradients, roots and lengths as they are.

        The root of a gradient is that divided by its own root, which all descriptors have made;
        this is what each adds to what is divided.
        """
        return FisherShares(np, self.gaussians_, positions).shares

    def block(self, points: int) -> int:
        """Keep descriptors, their squares and posteriors in the cache."""
        words, wide = self.gaussians_.means.shape
        numbers: int = len(self.gaussians_.mean) + 2 * wide + words
        return _BLOCK // (points * numbers)

    def _mixture(self, x: NDArray[np.float64]) -> GaussianMixture:
        mixture = GaussianMixture(
            min(self.words, len(x)),
            covariance_type="diag",
            reg_covar=_LEAST,
            max_iter=50,
            random_state=self.seed,
        )
        with warnings.catch_warnings():  # words that could still be moved a little do as well
            warnings.simplefilter("ignore", ConvergenceWarning)
            return mixture.fit(x)
