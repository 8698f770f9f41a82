"""Convolutions as products of patches give what convolutions give."""

import keras
import numpy as np
import pytest
from keras import layers, ops

from models.plans._patches import multiply_patches


@pytest.fixture
def x():
    return np.random.default_rng(0).normal(size=(3, 9, 8, 2)).astype(np.float32)


def network(*convolutions):
    keras.utils.set_random_seed(0)
    ends = [layers.Flatten(), layers.Dense(2)]
    return keras.Sequential([keras.Input((9, 8, 2)), *convolutions, *ends])


@pytest.mark.parametrize("size", [1, 3, (2, 5)])
def test_agrees_with_the_definition_in_float64(x, size):
    changed = network(layers.Conv2D(4, size, bias_initializer="random_normal", activation="relu"))
    multiply_patches(changed)
    layer = changed.layers[0]
    assert layer.convolution_op.func.__name__ == "_product"
    kernel, bias = (weight.astype(np.float64) for weight in layer.get_weights())
    windows = np.lib.stride_tricks.sliding_window_view(
        x.astype(np.float64), kernel.shape[:2], axis=(1, 2)
    )
    expected = np.maximum(np.einsum("nhwcij,ijcf->nhwf", windows, kernel) + bias, 0)
    np.testing.assert_allclose(ops.convert_to_numpy(layer(x)), expected, rtol=1e-4, atol=1e-5)


def test_learns_the_same_and_is_saved_as_it_was(x, tmp_path):
    weights = []
    for change in (lambda _: None, multiply_patches):
        trained = network(layers.Conv2D(3, 3, activation="tanh"))
        change(trained)
        trained.compile("sgd", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
        trained.fit(x, np.array([0, 1, 0]), epochs=3, verbose=0)
        weights.append(trained.get_weights())
    for one, other in zip(*weights, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-6)
    trained.save(tmp_path / "weights.keras")
    again = keras.saving.load_model(tmp_path / "weights.keras")
    assert type(again.layers[0]) is layers.Conv2D
    np.testing.assert_allclose(
        again.predict(x, verbose=0), trained.predict(x, verbose=0), atol=1e-5
    )


@pytest.mark.parametrize(
    "options", [{"strides": 2}, {"padding": "same"}, {"groups": 2}, {"dilation_rate": 2}]
)
def test_other_convolutions_stay_as_they_are(options):
    left = network(layers.Conv2D(**{"filters": 4, "kernel_size": 3, **options}))
    multiply_patches(left)
    assert left.layers[0].convolution_op.__func__ is layers.Conv2D.convolution_op


def test_large_patches_are_left_to_convolutions():
    left = network(layers.Conv2D(200, 1), layers.Conv2D(4, 2))
    multiply_patches(left)
    assert left.layers[1].convolution_op.__func__ is layers.Conv2D.convolution_op
