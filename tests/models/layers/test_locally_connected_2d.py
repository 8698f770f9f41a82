import keras
import numpy as np
import pytest
from keras import ops

from models.layers.locally_connected_2d import LocallyConnected2D


def reference(x, kernel, bias, strides=1):
    """The definition, position by position, in float64, followed by tanh."""
    rows, columns, inputs, filters = kernel.shape
    size = int((inputs / x.shape[-1]) ** 0.5)
    out = np.empty((len(x), rows, columns, filters))
    for i in range(rows):
        for j in range(columns):
            top, left = i * strides, j * strides
            window = x[:, top : top + size, left : left + size].reshape(len(x), -1)
            out[:, i, j] = window.astype(np.float64) @ kernel[i, j] + bias[i, j]
    return np.tanh(out)


def layer(**settings):
    return LocallyConnected2D(4, 3, activation="tanh", bias_initializer="random_normal", **settings)


@pytest.fixture
def x():
    return np.random.default_rng(0).normal(size=(2, 8, 7, 3)).astype(np.float32)


@pytest.mark.parametrize("strides", [1, 2, 3])
def test_agrees_with_the_definition(x, strides):
    local = layer(strides=strides)
    out = ops.convert_to_numpy(local(x))
    kernel, bias = local.get_weights()
    np.testing.assert_allclose(out, reference(x, kernel, bias, strides), rtol=1e-5, atol=1e-6)
    assert local.compute_output_shape((None, 8, 7, 3)) == (None, *out.shape[1:])


@pytest.mark.parametrize(
    ("strides", "rows", "columns"), [(1, (1, 1), (1, 1)), (2, (0, 1), (1, 1)), (3, (0, 1), (1, 1))]
)
def test_same_padding_adds_zeros_as_a_convolution_does(x, strides, rows, columns):
    local = layer(strides=strides, padding="same")
    out = ops.convert_to_numpy(local(x))
    framed = np.pad(x, ((0, 0), rows, columns, (0, 0)))
    expected = reference(framed, *local.get_weights(), strides)
    np.testing.assert_allclose(out, expected, rtol=1e-5, atol=1e-6)
    convolution = keras.layers.Conv2D(4, 3, strides=strides, padding="same")
    assert local.compute_output_shape(x.shape) == convolution.compute_output_shape(x.shape)


@pytest.mark.parametrize(("strides", "padding"), [(1, "valid"), (1, "same"), (2, "same")])
def test_with_the_same_weights_everywhere_it_is_a_convolution(x, strides, padding):
    convolution = keras.layers.Conv2D(4, 3, strides=strides, padding=padding)
    local = LocallyConnected2D(4, 3, strides, padding, use_bias=False)
    expected = ops.convert_to_numpy(convolution(x))
    local.build(x.shape)
    shared = convolution.get_weights()[0].reshape(-1, 4)
    local.set_weights([np.broadcast_to(shared, local.kernel.shape)])
    np.testing.assert_allclose(ops.convert_to_numpy(local(x)), expected, rtol=1e-4, atol=1e-5)


def test_gradients_agree_with_finite_differences_of_the_definition(x):
    local = layer(strides=2)
    network = keras.Sequential([keras.Input(x.shape[1:]), local])
    rng = np.random.default_rng(1)
    upstream = rng.normal(size=network.output_shape[1:]).astype(np.float32)
    network.compile(
        keras.optimizers.SGD(1.0),
        lambda y, out: ops.sum(out * y, axis=(1, 2, 3)),
    )
    before = [weight.astype(np.float64) for weight in local.get_weights()]
    network.train_on_batch(x, np.stack([upstream] * len(x)))
    found = [old - new for old, new in zip(before, local.get_weights(), strict=True)]

    def loss():
        return (reference(x, *before, 2) * upstream).sum() / len(x)

    for weight, gradient in zip(before, found, strict=True):
        for number in rng.choice(weight.size, 25, replace=False):
            place = np.unravel_index(number, weight.shape)
            weight[place] += 1e-5
            above = loss()
            weight[place] -= 2e-5
            slope = (above - loss()) / 2e-5
            weight[place] += 1e-5
            assert gradient[place] == pytest.approx(slope, rel=1e-3, abs=1e-5)


@pytest.mark.parametrize("initializer", ["he_normal", "lecun_uniform", "glorot_uniform"])
def test_weights_begin_as_large_as_those_of_a_convolution(initializer):
    keras.utils.set_random_seed(0)  # of 1,152 weights one draw in sixty is 5 % off
    local = LocallyConnected2D(16, 3, kernel_initializer=initializer)
    local.build((None, 12, 12, 8))
    convolution = keras.layers.Conv2D(16, 3, kernel_initializer=initializer)
    convolution.build((None, 12, 12, 8))
    kernel = local.get_weights()[0]
    assert kernel.std() == pytest.approx(convolution.get_weights()[0].std(), rel=0.05)
    assert not np.isclose(kernel[0, 0], kernel[0, 1]).any()


def test_counts_every_weight_once():
    local = LocallyConnected2D(16, 9, name="L4")
    keras.Sequential([keras.Input((15, 13, 2)), local])
    cost = local.cost()
    assert (cost.name, cost.output) == ("L4", (7, 5, 16))
    assert cost.macs == 7 * 5 * 16 * 9 * 9 * 2
    assert cost.learned == cost.connections == local.count_params() == 7 * 5 * 16 * (162 + 1)
    assert cost.activations == 7 * 5 * 16


def test_bfloat16_in_gives_bfloat16_out(x):
    local = layer(dtype="mixed_bfloat16")
    out = local(x)
    assert keras.backend.standardize_dtype(out.dtype) == "bfloat16"
    np.testing.assert_allclose(
        ops.convert_to_numpy(ops.cast(out, "float32")),
        reference(x, *local.get_weights()),
        rtol=0.05,
        atol=0.05,
    )


def test_saved_and_loaded_it_is_the_same(x, tmp_path):
    local = layer(strides=2, padding="same", kernel_initializer="he_normal")
    network = keras.Sequential([keras.Input(x.shape[1:]), local])
    network.save(tmp_path / "net.keras")
    again = keras.saving.load_model(tmp_path / "net.keras")
    np.testing.assert_array_equal(ops.convert_to_numpy(again(x)), ops.convert_to_numpy(network(x)))


def test_unknown_padding_is_refused():
    with pytest.raises(ValueError, match="padding of valid, same, received 'full'"):
        LocallyConnected2D(4, 3, padding="full")
