import keras
import numpy as np
import pytest
from keras import ops

from models.losses.rubbish_class_loss import RubbishClassLoss


def reference(labels, logits, j):
    """Equation 9 of the paper in float64, distances for logits."""
    distances = -logits.astype(np.float64)
    right = distances[np.arange(len(labels)), labels]
    return (right + np.log(np.exp(-j) + np.exp(-distances).sum(axis=1))).mean()


@pytest.fixture
def labels():
    return np.array([0, 2, 1, 2])


@pytest.fixture
def logits():
    return -np.random.default_rng(0).uniform(0, 12, (4, 3)).astype(np.float32)


@pytest.mark.parametrize("j", [0.1, 5.0, 84.0])
def test_agrees_with_the_formula(labels, logits, j):
    loss = float(RubbishClassLoss(j)(labels, logits))
    assert loss == pytest.approx(reference(labels, logits, j), rel=1e-5)


def test_labels_may_stand_in_a_column(labels, logits):
    loss = RubbishClassLoss(3.0)
    assert float(loss(labels[:, None], logits)) == float(loss(labels, logits))


def test_large_distances_neither_overflow_nor_vanish():
    logits = np.array([[-2000.0, -2001.0]], np.float32)
    loss = RubbishClassLoss(84.0)
    assert float(loss(np.array([0]), logits)) == pytest.approx(1916)
    assert float(loss(np.array([0]), np.zeros((1, 2), np.float32))) == pytest.approx(np.log(2))


def test_a_last_layer_that_says_nothing_costs_the_log_of_the_classes_and_rubbish():
    logits = np.full((1, 10), -84.0, np.float32)
    assert float(RubbishClassLoss(84.0)(np.array([3]), logits)) == pytest.approx(
        np.log(11), rel=1e-5
    )


def test_j_is_small_unless_told_otherwise():
    loss = RubbishClassLoss()(np.array([0]), np.zeros((1, 10), np.float32))
    assert float(loss) == pytest.approx(np.log(10 + np.exp(-1)))


def test_gradients_agree_with_finite_differences(labels):
    x = np.random.default_rng(1).normal(size=(4, 5)).astype(np.float32)
    net = keras.Sequential([keras.Input((5,)), keras.layers.Dense(3)])
    net.compile(keras.optimizers.SGD(1.0), RubbishClassLoss(0.5), jit_compile=False)
    kernel, bias = (weight.astype(np.float64) for weight in net.get_weights())
    net.train_on_batch(x, labels)

    def loss(bias):
        return reference(labels, x @ kernel + bias, 0.5)

    steps = 1e-6 * np.eye(3)
    expected = np.array([(loss(bias + step) - loss(bias - step)) / 2e-6 for step in steps])
    np.testing.assert_allclose(bias - net.get_weights()[1], expected, rtol=1e-3, atol=1e-5)


def test_bfloat16_logits_are_taken(labels, logits):
    loss = RubbishClassLoss(5.0)(labels, ops.cast(logits, "bfloat16"))
    assert keras.backend.standardize_dtype(loss.dtype) == "float32"
    assert float(loss) == pytest.approx(reference(labels, logits, 5.0), rel=0.02)


def test_saved_and_loaded_it_is_the_same(tmp_path):
    net = keras.Sequential([keras.Input((5,)), keras.layers.Dense(3)])
    net.compile("sgd", RubbishClassLoss(2.5))
    net.save(tmp_path / "net.keras")
    again = keras.saving.load_model(tmp_path / "net.keras")
    assert isinstance(again.loss, RubbishClassLoss)
    assert again.loss.j == 2.5
