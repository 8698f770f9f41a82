"""A linear support vector machine, its penalty chosen and its margins calibrated."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

import numpy as np
from numpy.typing import NDArray

from models._split import Labels
from models.classifiers._calibrated import Calibrated
from models.classifiers._rows import rows_of
from models.classifiers._squared_hinge import SquaredHinge
from models.classifiers._temperature import temperature


class LinearSVM(Calibrated):
    """Tell each class from the rest by a hyperplane: float32 (n, features) to probabilities.

    The loss is the squared hinge, under an L2 penalty that the biases are under too: the machine
    of scikit-learn's `LinearSVC(dual=False)`, for all classes in one go. Nothing is drawn at
    random. Features are taken as they come: of one scale, or standardised before.

    Args:
        penalties: Weights of the loss against the L2 penalty, scikit-learn's C, rising.
        tolerance: The solver ends with the step that gains less than this share of the objective.

    Attributes:
        classes_: Labels of the training images, rising.
        coef_: float32 (classes, features); two classes have a machine each, too.
        intercept_: float32 (classes,).
        penalty_: The penalty that was used.
        scale_: What margins are multiplied by before the softmax; 1 without a validation split.

    Papers: Cortes, Vapnik, "Support-vector networks", 1995; Fan et al., "LIBLINEAR", 2008 (the
        objective).
    """

    def __init__(
        self, penalties: tuple[float, ...] = (0.1, 1.0, 10.0), *, tolerance: float = 1e-4
    ) -> None:
        self.penalties = penalties
        self.tolerance = tolerance

    def fit(self, x: NDArray[np.float32], y: Labels) -> Self:
        """Fit with the middle one of the penalties."""
        with self._objective(x, y) as objective:
            penalty = self.penalties[len(self.penalties) // 2]
            self._keep(penalty, objective.minimise(penalty, self._start(x), self.tolerance))
        return self

    def fit_validated(
        self,
        x: NDArray[np.float32],
        y: Labels,
        watched: NDArray[np.float32],
        watched_y: Labels,
    ) -> Self:
        """Fit with the penalty that gets most validation images right, the first of equals.

        Each begins where the one before ended. The first that gets fewer images right than the
        best so far is the last that is tried: the larger, the longer they take.
        """
        with self._objective(x, y) as objective:
            best, weights = -1, self._start(x)
            for penalty in self.penalties:
                weights = objective.minimise(penalty, weights, self.tolerance)
                self._keep(penalty, weights)
                right = int((self.predict(watched) == watched_y).sum())
                if right < best:
                    break
                if right > best:
                    best, kept = right, (penalty, weights)
        self._keep(*kept)
        self.scale_ = temperature(self.decision_function(watched), watched_y, self.classes_)
        return self

    def decision_function(self, x: NDArray[np.float32]) -> NDArray[np.float32]:
        """Give margins, float32 (n, classes)."""
        margins: NDArray[np.float32] = np.asarray(x, np.float32) @ self.coef_.T + self.intercept_
        return margins

    @contextmanager
    def _objective(self, x: NDArray[np.float32], y: Labels) -> Iterator[SquaredHinge]:
        self.classes_ = np.unique(y)
        self.scale_ = 1.0
        signs = np.where(np.asarray(y)[:, None] == self.classes_, np.float32(1), np.float32(-1))
        with rows_of(np.asarray(x, np.float32)) as rows:
            yield SquaredHinge(rows, signs)

    def _start(self, x: NDArray[np.float32]) -> NDArray[np.float64]:
        return np.zeros((len(self.classes_), x.shape[1] + 1))

    def _keep(self, penalty: float, weights: NDArray[np.float64]) -> None:
        self.penalty_ = penalty
        single = weights.astype(np.float32)
        self.coef_, self.intercept_ = single[:, :-1], single[:, -1]
