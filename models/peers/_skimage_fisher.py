"""The Fisher vector by scikit-image."""

from collections.abc import Callable
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from skimage.feature import fisher_vector
from sklearn.mixture import GaussianMixture

from models._split import Images
from models.encodings._encoding import Encoding
from models.encodings.fisher_vector import FisherVector


class SkimageFisher(Encoding):
    """Encode image by image, as scikit-image takes them, by a mixture that was fitted as ours is.

    Args:
        ours: The encoding whose mixture is taken.
    """

    def __init__(self, ours: FisherVector) -> None:
        self.ours = ours
        self.descriptor = ours.descriptor

    def fit(self, x: Images, y: Any = None) -> Self:
        """Fit the mixture."""
        self.ours.fit(x, y)
        return self

    def encoder(
        self, positions: NDArray[np.float32]
    ) -> Callable[[NDArray[np.float32]], NDArray[np.float32]]:
        """Prepare for points at these positions."""
        fitted = self.ours.gaussians_
        mixture = GaussianMixture(len(fitted.means), covariance_type="diag")
        mixture.weights_, mixture.means_ = np.exp(fitted.log_weights), fitted.means
        mixture.covariances_ = np.exp(2 * fitted.log_deviations)
        mixture.precisions_cholesky_ = np.exp(-fitted.log_deviations)
        offset = fitted.mean @ fitted.projection

        def encode(descriptors: NDArray[np.float32]) -> NDArray[np.float32]:
            projected = descriptors @ fitted.projection - offset
            places = np.broadcast_to(positions - 0.5, (*projected.shape[:2], 2))
            wide = np.concatenate([projected, places], axis=-1)
            vectors = [fisher_vector(image, mixture, improved=True) for image in wide]
            return np.stack(vectors).astype(np.float32)

        return encode

    def block(self, points: int) -> int:
        """Take as many images at a time as ours does."""
        return self.ours.block(points)
