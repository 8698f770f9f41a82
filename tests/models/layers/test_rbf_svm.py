import keras
import numpy as np
import pytest
from keras import ops
from sklearn.svm import SVC

from models.classifiers.rbf_svm import RBFSVM as Machine  # noqa: N811 - two of one name
from models.layers.rbf_svm import RBFSVM

RNG = np.random.default_rng(0)
GAMMA = 0.2


def data(classes):
    y = np.arange(60) % classes
    return (RNG.normal(size=(60, 4)) + 1.5 * np.eye(4)[y]).astype(np.float32), y


def fitted(x, y):
    return Machine((1.0,), (GAMMA * 4 * x.var(dtype=np.float64),)).fit(x, y)


def network(machine, classes):
    """A layer that adds nought, whose bias' slopes are the features', and the machines."""
    layer = RBFSVM.of(machine, classes)
    made = keras.Sequential([keras.Input((4,)), keras.layers.Dense(4, name="features"), layer])
    made.layers[0].set_weights([np.eye(4), np.zeros(4)])
    layer.take(machine)
    return made


@pytest.mark.parametrize("classes", [2, 4])
def test_scores_are_those_of_scikit_learn(classes):
    x, y = data(classes)
    others = data(classes)[0]
    expected = SVC(C=1.0, gamma=GAMMA).fit(x, y).decision_function(others)
    if classes == 2:
        expected = np.stack([-expected, expected], axis=1)
    scores = network(fitted(x, y), classes).predict(others, verbose=0)
    np.testing.assert_allclose(scores, expected, atol=2e-3)


def test_a_class_absent_from_training_is_below_all():
    x, y = data(3)
    scores = network(fitted(x, np.array([0, 1, 3])[y]), 5).predict(x, verbose=0)
    assert (scores[:, [2, 4]] == -1e4).all()
    assert (scores[:, [0, 1, 3]] > -1).all()


@pytest.mark.parametrize("classes", [2, 4])
def test_slopes_are_those_of_scikit_learns_scores_in_float64(classes):
    """By finite differences, at an image of each class, where no vote changes."""
    x, y = data(classes)
    reference = SVC(C=1.0, gamma=GAMMA, tol=1e-8).fit(x.astype(np.float64), y)
    made = network(fitted(x, y), classes)
    # Of a loss that is linear in the scores, TensorFlow's graph may change the machines' weights
    # before it has taken the slopes through them.
    made.layers[-1].trainable = False
    made.compile(keras.optimizers.SGD(1.0), lambda y, out: ops.sum(y * out), jit_compile=False)
    weights = [each.copy() for each in made.get_weights()]  # TensorFlow may give its own memory
    for image, label in zip(x[:classes], y, strict=False):
        made.set_weights(weights)
        made.train_on_batch(image[None], np.eye(classes)[[label]])
        slopes = -made.get_layer("features").get_weights()[1]
        ends = [image + sign * 1e-4 * np.eye(4) for sign in (1, -1)]
        scores = [reference.decision_function(each) for each in ends]
        if classes == 2:
            scores = [each * (1 if label else -1) for each in scores]
        else:
            scores = [each[:, label] for each in scores]
        expected = (scores[0] - scores[1]) / 2e-4
        assert np.abs(expected).max() < 2  # else a vote changed
        np.testing.assert_allclose(slopes, expected, atol=0.02 * np.abs(expected).max())


def test_the_machine_is_had_again():
    x, y = data(4)
    machine = fitted(x, y)
    again = network(machine, 4).layers[-1].machine()
    np.testing.assert_array_equal(again.predict_proba(x), machine.predict_proba(x))
