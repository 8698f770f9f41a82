import keras
import numpy as np
import pytest
from keras import ops

from models.losses.squared_hinge import SquaredHinge


def reference(labels, margins):
    """Image by image and class by class in float64."""
    total = 0.0
    for label, row in zip(labels, margins.astype(np.float64), strict=True):
        for i, margin in enumerate(row):
            sign = 1 if i == label else -1
            total += max(0.0, 1 - sign * margin) ** 2
    return total / len(labels)


@pytest.fixture
def labels():
    return np.array([0, 2, 1, 2])


@pytest.fixture
def margins():
    return np.random.default_rng(0).normal(0, 2, (4, 3)).astype(np.float32)


def test_agrees_with_the_formula(labels, margins):
    loss = float(SquaredHinge()(labels, margins))
    assert loss == pytest.approx(reference(labels, margins), rel=1e-5)


def test_literally():
    margins = np.array([[2.0, -2.0, 0.5], [0.0, 0.0, 0.0]], np.float32)
    loss = float(SquaredHinge()(np.array([0, 1]), margins))
    assert loss == pytest.approx((1.5**2 + 3) / 2)


def test_labels_may_stand_in_a_column(labels, margins):
    loss = SquaredHinge()
    assert float(loss(labels[:, None], margins)) == float(loss(labels, margins))


def test_is_kerass_own_times_the_classes(labels, margins):
    signs = 2 * np.eye(3, dtype=np.float32)[labels] - 1
    own = 3 * float(keras.losses.SquaredHinge()(signs, margins))
    assert float(SquaredHinge()(labels, margins)) == pytest.approx(own, rel=1e-5)


def test_gradients_agree_with_finite_differences(labels):
    x = np.random.default_rng(1).normal(size=(4, 5)).astype(np.float32)
    net = keras.Sequential([keras.Input((5,)), keras.layers.Dense(3)])
    net.compile(keras.optimizers.SGD(1.0), SquaredHinge(), jit_compile=False)
    kernel, bias = (weight.astype(np.float64) for weight in net.get_weights())
    net.train_on_batch(x, labels)

    def loss(bias):
        return reference(labels, x @ kernel + bias)

    steps = 1e-6 * np.eye(3)
    expected = np.array([(loss(bias + step) - loss(bias - step)) / 2e-6 for step in steps])
    np.testing.assert_allclose(bias - net.get_weights()[1], expected, rtol=1e-3, atol=1e-4)


def test_bfloat16_margins_are_taken(labels, margins):
    loss = SquaredHinge()(labels, ops.cast(margins, "bfloat16"))
    assert keras.backend.standardize_dtype(loss.dtype) == "float32"
    assert float(loss) == pytest.approx(reference(labels, margins), rel=0.02)


def test_saved_and_loaded_it_is_the_same(tmp_path):
    net = keras.Sequential([keras.Input((5,)), keras.layers.Dense(3)])
    net.compile("sgd", SquaredHinge())
    net.save(tmp_path / "net.keras")
    assert isinstance(keras.saving.load_model(tmp_path / "net.keras").loss, SquaredHinge)
