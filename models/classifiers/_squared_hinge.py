"""Linear machines under the squared hinge loss, all classes at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from models.classifiers._rows import scores_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from models.classifiers._rows import Rows

_FORCING = 0.1  # a Newton step is solved until this share of its gradient is left, as in liblinear
_MOST_STEPS, _MOST_PRODUCTS = 50, 200  # of Newton, and of conjugate gradients within one of them
_MOST_TRIALS = 30  # of a line search: each costs next to nothing
_CLOSE = 1e-3  # of a length: what is nearer makes no difference
_TINY = np.finfo(np.float64).tiny  # in place of nought in a quotient, where nothing is to be done


@dataclass(frozen=True)
class SquaredHinge:
    """The objective |w|^2 / 2 + penalty * sum of max(0, 1 - sign * f)^2, for each class.

    f is linear in x; its bias is the weight of one more feature that is always 1, and shrunk as
    the others are, as in liblinear with `intercept_scaling=1`. It is minimised by Newton steps
    whose systems conjugate gradients solve, and exact line searches. All classes' products with x
    are one.

    Args:
        rows: The features.
        signs: float32 (n, classes), 1 for images of the class and -1 for others.

    Paper: Keerthi, DeCoste, "A modified finite Newton method for fast solution of large scale
        linear SVMs", 2005.
    """

    rows: Rows
    signs: NDArray[np.float32]

    def minimise(
        self, penalty: float, start: NDArray[np.float64], tolerance: float
    ) -> NDArray[np.float64]:
        """Find the weights, (classes, features + 1), biases last.

        Args:
            penalty: Weight of the loss, above nought.
            start: Where to begin, (classes, features + 1).
            tolerance: A class is done with the step that was to gain less than this share of
                its objective; what is left then is less still, by the square of the solver's.
        """
        weights, margins = start.copy(), self.signs * self.rows.scores(start)
        open_ = np.ones(len(start), np.bool_)
        for _ in range(_MOST_STEPS):
            if not open_.any():
                break
            here = SquaredHinge(self.rows, self.signs[:, open_])
            before = weights[open_], margins[:, open_]
            gradient = here._gradient(penalty, *before)
            step = here._step(penalty, before[1], gradient)
            moved = here.signs * self.rows.scores(step)
            length = _line(penalty, before, step, moved)
            weights[open_] += length[:, None] * step
            margins[:, open_] += length.astype(np.float32) * moved
            gain = -_dots(gradient, step) / 2
            open_[open_] = gain > tolerance * _values(penalty, *before)
        return weights

    def _gradient(
        self, penalty: float, weights: NDArray[np.float64], margins: NDArray[np.float32]
    ) -> NDArray[np.float64]:
        losses = np.float32(2 * penalty) * self.signs * np.minimum(margins - 1, 0)
        return weights + self.rows.collect(len(weights), lambda rows, _: losses[rows])

    def _step(
        self, penalty: float, margins: NDArray[np.float32], gradient: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Solve for Newton's step, class by class but for the products."""
        # Over the images that some class has not well on its side: of sift_svm's a third, late on.
        rows = self.rows.only((margins < 1).max(axis=1), margins.shape[1])
        bends = (2 * penalty * (margins < 1)).astype(np.float32)

        def product(p: NDArray[np.float64]) -> NDArray[np.float64]:
            single = p.astype(np.float32)
            return p + rows.collect(len(p), lambda places, x: bends[places] * scores_of(x, single))

        return _conjugate_gradients(product, -gradient)


def _conjugate_gradients(
    product: Callable[[NDArray[np.float64]], NDArray[np.float64]], right: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Solve a positive definite system for each row; one that is solved waits for the others."""
    solution, left, along = np.zeros_like(right), right.copy(), right.copy()
    squares = _dots(left, left)
    enough = _FORCING**2 * squares
    for _ in range(_MOST_PRODUCTS):
        unsolved = squares > enough
        if not unsolved.any():
            break
        image = product(along)
        length = (unsolved * squares / np.maximum(_dots(along, image), _TINY))[:, None]
        solution += length * along
        left -= length * image
        new = _dots(left, left)
        along = left + (new / np.maximum(squares, _TINY))[:, None] * along
        squares = new
    return solution


def _line(
    penalty: float,
    before: tuple[NDArray[np.float64], NDArray[np.float32]],
    step: NDArray[np.float64],
    moved: NDArray[np.float32],
) -> NDArray[np.float64]:
    """Find how far along its step each class's objective is least, (classes,).

    Its slope grows along the way, in straight pieces: Newton's method finds where it is nought
    once it is on the right piece, and halving keeps it within what is known to hold that place.

    Args:
        penalty: Weight of the loss.
        before: Weights and margins.
        step: Of the weights.
        moved: Of the margins.
    """
    weights, margins = before
    rise, bend = _dots(weights, step), _dots(step, step)
    low, high = np.zeros(len(step)), np.full(len(step), np.inf)
    length = np.ones(len(step))
    for _ in range(_MOST_TRIALS):
        short = np.minimum(margins + length.astype(np.float32) * moved - 1, 0)
        slope = rise + length * bend + 2 * penalty * (short * moved).sum(axis=0, dtype=np.float64)
        curve = bend + 2 * penalty * (np.square(moved) * (short < 0)).sum(axis=0, dtype=np.float64)
        low, high = np.where(slope < 0, length, low), np.where(slope < 0, high, length)
        guess = length - slope / np.maximum(curve, _TINY)
        middle = np.where(np.isinf(high), 2 * low, (low + high) / 2)
        new = np.where((guess <= low) | (guess >= high), middle, guess)
        done = (np.abs(new - length) <= _CLOSE * length).all()
        length = new
        if done:
            break
    return length


def _values(
    penalty: float, weights: NDArray[np.float64], margins: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Give each class's objective."""
    losses = np.square(np.minimum(margins - 1, 0)).sum(axis=0, dtype=np.float64)
    values: NDArray[np.float64] = _dots(weights, weights) / 2 + penalty * losses
    return values


def _dots(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """Multiply row by row."""
    products: NDArray[np.float64] = np.einsum("ij,ij->i", a, b)
    return products
