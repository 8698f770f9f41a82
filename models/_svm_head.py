"""A linear support vector machine as the last layer of a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import keras
import numpy as np

from models._scoring import SCORING_BATCH

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models._keras import KerasClassifier
    from models._split import Images, Labels, Split

_BELOW_ALL = -1e4  # margin of a class that was absent from training


def svm_head(
    model: KerasClassifier, output: Any, splits: tuple[Split, Split], *, n_classes: int, seed: int
) -> keras.Model:
    """Put a support vector machine on a trained network.

    It is one class against the rest, with squared hinge loss, on standardised features. Its
    penalty is that of 0.001, 0.01, 0.1 and 1 whose machine gets most validation images right,
    the first of equals.

    Args:
        model: Whose images are prepared; its phases get `features` and `svm`.
        output: Tensor of its trained network that the machine sees, (n, features).
        splits: What the machine learns from, and what its penalty is chosen by.
        n_classes: How many classes there are.
        seed: Decides the solver's order.

    Returns:
        A network whose logits are margins.
    """
    train, validation = splits
    body = keras.Model(model.trained.inputs, output)
    with model.phases.time("features"):
        features, watched = (_features(body, model.prepare(x)) for x in (train.x, validation.x))
    with model.phases.time("svm"):
        machines = [_machine(features, train.y, c, n_classes, seed) for c in (0.001, 0.01, 0.1, 1)]
        kernel, bias = max(machines, key=lambda each: _right(each, watched, validation.y))
    head = keras.layers.Dense(n_classes, name="svm", dtype="float32")
    network = keras.Model(body.inputs, head(output))
    head.set_weights([kernel, bias])
    return network


def _features(body: keras.Model, x: Images) -> NDArray[np.float64]:
    return np.asarray(body.predict(x, batch_size=SCORING_BATCH, verbose=0), np.float64)


def _machine(
    features: NDArray[np.float64], y: Labels, c: float, n_classes: int, seed: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Fit a machine; give its kernel (features, n_classes) and bias (n_classes,)."""
    from sklearn.preprocessing import StandardScaler
    from sklearn.svm import LinearSVC

    scale = StandardScaler().fit(features)
    machine = LinearSVC(C=c, dual=False, random_state=seed).fit(scale.transform(features), y)
    weights, offsets = machine.coef_, machine.intercept_
    if len(machine.classes_) == 2:  # noqa: PLR2004 - two classes share one margin
        weights, offsets = np.vstack([-weights, weights]), np.hstack([-offsets, offsets])
    kernel, bias = np.zeros((features.shape[1], n_classes)), np.full(n_classes, _BELOW_ALL)
    kernel[:, machine.classes_] = (weights / scale.scale_).T
    bias[machine.classes_] = offsets - (weights / scale.scale_) @ scale.mean_
    return kernel, bias


def _right(
    machine: tuple[NDArray[np.float64], NDArray[np.float64]],
    features: NDArray[np.float64],
    y: Labels,
) -> int:
    kernel, bias = machine
    return int(((features @ kernel + bias).argmax(axis=1) == y).sum())
