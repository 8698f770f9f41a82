import keras
import numpy as np
import pytest
from keras import ops

from models._count import count
from models.layers.scaled_tanh import scaled_tanh
from models.layers.trainable_subsampling import TrainableSubsampling


def reference(x, coefficient, bias, size=2):
    """Window by window in float64, squashed by 1.7159 tanh(2/3 a)."""
    n, height, width, channels = x.shape
    out = np.empty((n, height // size, width // size, channels))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            window = x[:, i * size : (i + 1) * size, j * size : (j + 1) * size]
            out[:, i, j] = coefficient * window.astype(np.float64).sum(axis=(1, 2)) + bias
    return 1.7159 * np.tanh(out * 2 / 3)


def slope(loss, weight, step=1e-6):
    """Differentiate by central differences, in float64."""
    moves = step * np.eye(len(weight))
    return np.array([(loss(weight + move) - loss(weight - move)) / (2 * step) for move in moves])


@pytest.fixture
def x():
    return np.random.default_rng(0).normal(size=(3, 7, 6, 4)).astype(np.float32)


@pytest.mark.parametrize("size", [2, 3])
def test_agrees_with_the_definition(x, size):
    layer = TrainableSubsampling(size, activation=scaled_tanh)
    out = ops.convert_to_numpy(layer(x))
    assert out.shape == layer.compute_output_shape(x.shape) == (3, 7 // size, 6 // size, 4)
    expected = reference(x, *layer.get_weights(), size)
    np.testing.assert_allclose(out, expected, rtol=1e-4, atol=1e-5)


def test_a_quarter_and_no_bias_is_average_pooling(x):
    layer = TrainableSubsampling()
    layer.build(x.shape)
    layer.set_weights([np.full(4, 0.25), np.zeros(4)])
    expected = ops.convert_to_numpy(keras.layers.AveragePooling2D(2)(x))
    np.testing.assert_allclose(ops.convert_to_numpy(layer(x)), expected, rtol=1e-5, atol=1e-6)


def test_gradients_agree_with_finite_differences(x):
    net = keras.Sequential([keras.Input(x.shape[1:]), TrainableSubsampling(activation=scaled_tanh)])
    target = np.random.default_rng(1).normal(size=(3, 3, 3, 4)).astype(np.float32)
    net.compile(keras.optimizers.SGD(1.0), "mse", jit_compile=False)
    coefficient, bias = (weight.astype(np.float64) for weight in net.get_weights())
    net.train_on_batch(x, target)
    after = net.get_weights()

    def loss(coefficient, bias):
        return np.square(reference(x, coefficient, bias) - target).mean()

    expected = slope(lambda weight: loss(weight, bias), coefficient)
    np.testing.assert_allclose(coefficient - after[0], expected, rtol=1e-3, atol=1e-5)
    expected = slope(lambda weight: loss(coefficient, weight), bias)
    np.testing.assert_allclose(bias - after[1], expected, rtol=1e-3, atol=1e-5)


def test_weights_begin_within_bounds_that_the_window_sets():
    keras.utils.set_random_seed(0)
    layer = TrainableSubsampling()
    layer.build((None, 4, 4, 500))
    coefficient, bias = layer.get_weights()
    for weight in (coefficient, bias):
        assert 0.58 < abs(weight).max() <= 0.6
        assert abs(weight.mean()) < 0.06
    assert (coefficient != bias).any()


def test_counts_as_the_paper_does():
    net = keras.Sequential([keras.Input((28, 28, 6)), TrainableSubsampling(name="S2")])
    (layer,) = count(net).layers
    assert (layer.name, layer.output, layer.learned) == ("S2", (14, 14, 6), 12)
    assert (layer.connections, layer.macs, layer.activations) == (5_880, 1_176, 1_176)


def test_bfloat16_in_gives_bfloat16_out(x):
    layer = TrainableSubsampling(activation=scaled_tanh, dtype="mixed_bfloat16")
    out = layer(x)
    assert keras.backend.standardize_dtype(out.dtype) == "bfloat16"
    out = ops.convert_to_numpy(ops.cast(out, "float32"))
    np.testing.assert_allclose(out, reference(x, *layer.get_weights()), rtol=0.05, atol=0.05)


def test_saved_and_loaded_it_is_the_same(x, tmp_path):
    layer = TrainableSubsampling(3, activation=scaled_tanh)
    net = keras.Sequential([keras.Input(x.shape[1:]), layer])
    net.save(tmp_path / "net.keras")
    again = keras.saving.load_model(tmp_path / "net.keras")
    np.testing.assert_array_equal(ops.convert_to_numpy(again(x)), ops.convert_to_numpy(net(x)))
