"""A linear support vector machine as the last layer of a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import keras
import numpy as np

from models._body_of import body_of
from models._image_by_image import image_by_image
from models._scale import Scale
from models._scoring import outputs
from models._without_accuracy import without_accuracy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from models._keras import KerasClassifier
    from models._split import Labels, Split

_BELOW_ALL = -1e4  # margin of a class that was absent from training
_PENALTIES = (0.001, 0.01, 0.1, 1)


def svm_head(
    model: KerasClassifier,
    below: Sequence[keras.layers.Layer],
    splits: tuple[Split, Split],
    *,
    n_classes: int,
    seed: int,
) -> keras.Model:
    """Put a support vector machine on a trained network.

    It is one class against the rest, with squared hinge loss, on standardised features. Its
    penalty is that of 0.001, 0.01, 0.1 and 1 whose machine gets most validation images right,
    the first of equals.

    Args:
        model: Whose images are prepared, once more; its phases get `features` and `svm`, and its
            history loses accuracies, as they are not the machine's.
        below: The first layers of its trained network, the last of which gives (n, features).
        splits: What the machine learns from, and what its penalty is chosen by.
        n_classes: How many classes there are.
        seed: Decides the solver's order.

    Returns:
        A network whose logits are margins.
    """
    train, validation = splits
    body = body_of(model, below)
    with model.phases.time("features"):
        features, watched = (
            outputs(body, image_by_image(model.prepare, x)) for x in (train.x, validation.x)
        )
    with model.phases.time("svm"):
        scale = Scale.of(features)
        features, watched = scale(features), scale(watched)
        machines = [_machine(features, train.y, c, n_classes, seed) for c in _PENALTIES]
        best = max(machines, key=lambda each: _right(each, watched, validation.y))
    model.history = without_accuracy(model.history)
    head = keras.layers.Dense(n_classes, name="svm", dtype="float32")
    network = body_of(model, [*below, head])
    head.set_weights(scale.undone(*best))
    return network


def _machine(
    features: NDArray[np.float64], y: Labels, c: float, n_classes: int, seed: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Fit a machine to scaled features: kernel (features, n_classes) and bias (n_classes,)."""
    from sklearn.svm import LinearSVC

    kernel, bias = np.zeros((features.shape[1], n_classes)), np.full(n_classes, _BELOW_ALL)
    present = np.unique(y)
    if len(present) == 1:  # nothing to tell apart
        bias[present] = 0
        return kernel, bias
    machine = LinearSVC(C=c, dual=False, random_state=seed).fit(features, y)
    weights, offsets = machine.coef_, machine.intercept_
    if len(weights) == 1:  # two classes share one margin
        weights, offsets = np.vstack([-weights, weights]), np.hstack([-offsets, offsets])
    kernel[:, present], bias[present] = weights.T, offsets
    return kernel, bias


def _right(
    machine: tuple[NDArray[np.float64], NDArray[np.float64]],
    features: NDArray[np.float64],
    y: Labels,
) -> int:
    kernel, bias = machine
    return int(((features @ kernel + bias).argmax(axis=1) == y).sum())
