import keras
import numpy as np
import pytest
from keras import ops

from models.layers.patch_conv2d import PatchConv2D


@pytest.fixture
def x():
    return np.random.default_rng(0).normal(size=(3, 7, 6, 2)).astype(np.float32)


@pytest.mark.parametrize("patches", [None, False, True])
@pytest.mark.parametrize("size", [1, 3, (2, 5)])
def test_agrees_with_the_definition_in_float64(x, patches, size):
    layer = PatchConv2D(
        4, size, patches=patches, bias_initializer="random_normal", activation="relu"
    )
    out = ops.convert_to_numpy(layer(x))
    kernel, bias = (weight.astype(np.float64) for weight in layer.get_weights())
    windows = np.lib.stride_tricks.sliding_window_view(
        x.astype(np.float64), kernel.shape[:2], axis=(1, 2)
    )
    expected = np.maximum(np.einsum("nhwcij,ijcf->nhwf", windows, kernel) + bias, 0)
    np.testing.assert_allclose(out, expected, rtol=1e-4, atol=1e-5)


def test_both_ways_learn_the_same(x):
    weights = []
    for patches in (False, True):
        keras.utils.set_random_seed(0)
        network = keras.Sequential(
            [
                keras.Input(x.shape[1:]),
                PatchConv2D(3, 3, patches=patches, activation="tanh"),
                keras.layers.Flatten(),
                keras.layers.Dense(2),
            ]
        )
        network.compile("sgd", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
        network.fit(x, np.array([0, 1, 0]), epochs=3, verbose=0)
        weights.append(network.layers[0].get_weights())
    for one, other in zip(*weights, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-6)


def test_is_saved_with_its_setting():
    layer = PatchConv2D(4, 3, patches=True)
    again = PatchConv2D.from_config(layer.get_config())
    assert (again.patches, again.filters, again.kernel_size) == (True, 4, (3, 3))


@pytest.mark.parametrize("options", [{"strides": 2}, {"padding": "same"}, {"groups": 2}])
def test_other_convolutions_are_refused(options):
    with pytest.raises(ValueError, match="expected strides, dilation_rate, padding and groups of"):
        PatchConv2D(4, 3, **options)
