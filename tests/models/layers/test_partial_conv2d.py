import keras
import numpy as np
import pytest
from keras import ops

from models._count import count
from models.layers.partial_conv2d import PartialConv2D

CONNECTIONS = ((0,), (2, 0), (0, 1, 2))


def reference(x, kernel, bias, connections=CONNECTIONS):
    """Each output map from its own input maps, pixel by pixel, in float64."""
    n, height, width, _ = x.shape
    size = kernel.shape[0]
    out = np.zeros((n, height - size + 1, width - size + 1, len(connections)))
    link = 0
    for f, seen in enumerate(connections):
        out[..., f] = bias[f]
        for c in seen:
            for i in range(out.shape[1]):
                for j in range(out.shape[2]):
                    window = x[:, i : i + size, j : j + size, c].astype(np.float64)
                    out[:, i, j, f] += (window * kernel[..., link]).sum(axis=(1, 2))
            link += 1
    return out


def slope(loss, weight, step=1e-6):
    """Differentiate by central differences, in float64."""
    out = np.empty(weight.shape)
    for place in np.ndindex(weight.shape):
        up, down = weight.copy(), weight.copy()
        up[place] += step
        down[place] -= step
        out[place] = (loss(up) - loss(down)) / (2 * step)
    return out


@pytest.fixture
def x():
    return np.random.default_rng(0).normal(size=(2, 5, 6, 3)).astype(np.float32)


def network(x, **options):
    return keras.Sequential([keras.Input(x.shape[1:]), PartialConv2D(3, CONNECTIONS, **options)])


def test_agrees_with_the_definition(x):
    layer = PartialConv2D(3, CONNECTIONS)
    out = ops.convert_to_numpy(layer(x))
    assert out.shape == layer.compute_output_shape(x.shape) == (2, 3, 4, 3)
    np.testing.assert_allclose(out, reference(x, *layer.get_weights()), rtol=1e-4, atol=1e-5)


def test_seeing_every_map_it_is_an_ordinary_convolution(x):
    partial, dense = PartialConv2D(3, ((0, 1, 2),) * 4), keras.layers.Conv2D(4, 3)
    partial.build(x.shape)
    dense.build(x.shape)
    kernel, bias = partial.get_weights()
    dense.set_weights([kernel.reshape(3, 3, 4, 3).swapaxes(2, 3), bias])
    out, expected = (ops.convert_to_numpy(layer(x)) for layer in (partial, dense))
    np.testing.assert_allclose(out, expected, rtol=1e-4, atol=1e-5)


def test_an_output_map_does_not_see_what_it_is_not_joined_to(x):
    layer = PartialConv2D(3, CONNECTIONS)
    changed = x.copy()
    changed[..., 1] += 5
    before, after = (ops.convert_to_numpy(layer(each)) for each in (x, changed))
    np.testing.assert_array_equal(before[..., :2], after[..., :2])
    assert (before[..., 2] != after[..., 2]).all()


def test_the_activation_follows(x):
    layer = PartialConv2D(3, CONNECTIONS, activation="relu")
    expected = np.maximum(reference(x, *(layer(x), layer.get_weights())[1]), 0)
    np.testing.assert_allclose(ops.convert_to_numpy(layer(x)), expected, rtol=1e-4, atol=1e-5)


def test_gradients_agree_with_finite_differences(x):
    net = network(x)
    target = np.random.default_rng(1).normal(size=(2, 3, 4, 3)).astype(np.float32)
    net.compile(keras.optimizers.SGD(1.0), "mse", jit_compile=False)
    kernel, bias = (weight.astype(np.float64) for weight in net.get_weights())
    net.train_on_batch(x, target)
    by_kernel, by_bias = (
        before - after for before, after in zip((kernel, bias), net.get_weights(), strict=True)
    )

    def loss(kernel, bias):
        return np.square(reference(x, kernel, bias) - target).mean()

    expected = slope(lambda weight: loss(weight, bias), kernel)
    np.testing.assert_allclose(by_kernel, expected, rtol=1e-3, atol=1e-5)
    expected = slope(lambda weight: loss(kernel, weight), bias)
    np.testing.assert_allclose(by_bias, expected, rtol=1e-3, atol=1e-5)


def test_weights_begin_within_bounds_that_the_fan_in_sets():
    keras.utils.set_random_seed(0)
    layer = PartialConv2D(5, ((0,),) * 40 + ((0, 1, 2, 3),) * 40)
    layer.build((None, 8, 8, 4))
    kernel, bias = layer.get_weights()
    for part, bound in [(kernel[..., :40], 2.4 / 25), (kernel[..., 40:], 2.4 / 100)]:
        assert 0.99 * bound < abs(part).max() <= bound
        assert abs(part.mean()) < 0.1 * bound
    assert 0.8 * 2.4 / 25 < abs(bias[:40]).max() <= 2.4 / 25
    assert 0.8 * 2.4 / 100 < abs(bias[40:]).max() <= 2.4 / 100


def test_counts_only_the_links_that_exist():
    net = keras.Sequential([keras.Input((5, 6, 3)), PartialConv2D(3, CONNECTIONS, name="C3")])
    (layer,) = count(net).layers
    assert (layer.name, layer.output, layer.learned) == ("C3", (3, 4, 3), 6 * 9 + 3)
    assert (layer.connections, layer.macs) == (12 * (6 * 9 + 3), 12 * 6 * 9)
    assert layer.activations == 36
    assert net.count_params() == layer.learned


@pytest.mark.parametrize("seen", [(), (1, 1)])
def test_a_map_that_sees_nothing_or_one_twice_is_refused(seen):
    with pytest.raises(ValueError, match="expected one or more distinct input maps, received"):
        PartialConv2D(3, ((0,), seen))


def test_a_map_that_is_not_there_is_refused(x):
    with pytest.raises(ValueError, match=r"expected input maps of 0 to 2, received \{7\}"):
        PartialConv2D(3, ((0, 7),)).build(x.shape)


def test_bfloat16_in_gives_bfloat16_out(x):
    layer = PartialConv2D(3, CONNECTIONS, dtype="mixed_bfloat16")
    out = layer(x)
    assert keras.backend.standardize_dtype(out.dtype) == "bfloat16"
    assert keras.backend.standardize_dtype(layer.kernel.dtype) == "float32"
    out = ops.convert_to_numpy(ops.cast(out, "float32"))
    np.testing.assert_allclose(out, reference(x, *layer.get_weights()), rtol=0.05, atol=0.05)


def test_saved_and_loaded_it_is_the_same(x, tmp_path):
    net = network(x, activation="tanh")
    net.save(tmp_path / "net.keras")
    again = keras.saving.load_model(tmp_path / "net.keras")
    np.testing.assert_array_equal(ops.convert_to_numpy(again(x)), ops.convert_to_numpy(net(x)))
    assert again.layers[0].connections == CONNECTIONS
