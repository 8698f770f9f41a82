"""A support vector machine with a Gaussian kernel, its penalty chosen and its scores calibrated."""

from itertools import product
from typing import Self

import numpy as np
from numpy.typing import NDArray

from models._split import Labels
from models.classifiers._calibrated import Calibrated
from models.classifiers._kernel_machines import KernelMachines
from models.classifiers._temperature import temperature

_SAMPLE = 10_000  # training images that settings are tried on: 55,000 take thirty times longer


class RBFSVM(Calibrated):
    """Tell each two classes apart by the images near their border: float32 (n, features).

    They are the machines of scikit-learn's `SVC`, solved by it, but pair by pair on kernel
    matrices that are computed before, several times faster; images are scored against the
    vectors of all pairs at once.

    Args:
        penalties: Weights of the hinge loss against the width of the border, scikit-learn's C.
        gammas: The kernel is exp(-gamma * squared distance); these are multiples of
            1 / (features * variance of all training numbers), scikit-learn's "scale".
        seed: Decides which images the settings are tried on.

    Attributes:
        classes_: Labels of the training images, rising.
        machines_: What was fitted.
        penalty_: The penalty that was used.
        gamma_: The gamma that was used, itself and not as a multiple.
        scale_: What scores are multiplied by before the softmax; 1 without a validation split.

    Papers: Boser, Guyon, Vapnik, "A training algorithm for optimal margin classifiers", 1992;
        Chang, Lin, "LIBSVM", 2011.
    """

    def __init__(
        self,
        penalties: tuple[float, ...] = (1.0, 10.0),
        gammas: tuple[float, ...] = (1.0, 2.0),
        seed: int = 0,
    ) -> None:
        self.penalties = penalties
        self.gammas = gammas
        self.seed = seed

    def fit(self, x: NDArray[np.float32], y: Labels) -> Self:
        """Fit with the first penalty and gamma."""
        return self._fit(x, y, self.penalties[0], self.gammas[0] * _unit(x))

    def fit_validated(
        self,
        x: NDArray[np.float32],
        y: Labels,
        watched: NDArray[np.float32],
        watched_y: Labels,
    ) -> Self:
        """Fit with the penalty and gamma that get most validation images right.

        Of equals it is the first, by penalty and then by gamma. They are tried on 10,000 training
        images drawn at random, or all where there are fewer; the fit that is kept is on all.
        """
        unit = _unit(x)
        settings = [(c, gamma * unit) for c, gamma in product(self.penalties, self.gammas)]
        if len(settings) > 1:
            drawn = np.random.default_rng(self.seed).permutation(len(x))[:_SAMPLE]
            trials = (self._fit(x[drawn], y[drawn], *each) for each in settings)
            right = [int((each.predict(watched) == watched_y).sum()) for each in trials]
            settings = [settings[int(np.argmax(right))]]
        self._fit(x, y, *settings[0])
        self.scale_ = temperature(self.decision_function(watched), watched_y, self.classes_)
        return self

    def decision_function(self, x: NDArray[np.float32]) -> NDArray[np.float32]:
        """Give votes and, between equal ones, margins: float32 (n, classes), as `SVC` does."""
        return self.machines_.scores(np.asarray(x, np.float32))

    def _fit(self, x: NDArray[np.float32], y: Labels, penalty: float, gamma: float) -> Self:
        self.classes_, places = np.unique(y, return_inverse=True)
        self.penalty_, self.gamma_, self.scale_ = penalty, gamma, 1.0
        self.machines_ = KernelMachines.fit(np.asarray(x, np.float32), places, penalty, gamma)
        return self


def _unit(x: NDArray[np.float32]) -> float:
    """Give scikit-learn's "scale", 1 where nothing varies."""
    variance = float(x.var(dtype=np.float64))
    return 1 / (x.shape[1] * variance) if variance else 1.0
