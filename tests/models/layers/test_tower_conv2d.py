import keras
import numpy as np
import pytest
from keras import ops

from models.layers.tower_conv2d import TowerConv2D


def reference(x, kernel, bias, groups):
    """Grouped valid convolution in float64: each filter sees its own group's channels."""
    n, height, width, _ = x.shape
    rows, columns, depth, filters = kernel.shape
    out = np.zeros((n, height - rows + 1, width - columns + 1, filters))
    for f in range(filters):
        first = f // (filters // groups) * depth
        for i in range(out.shape[1]):
            for j in range(out.shape[2]):
                window = x[:, i : i + rows, j : j + columns, first : first + depth]
                out[:, i, j, f] = (window * kernel[..., f]).sum(axis=(1, 2, 3)) + bias[f]
    return out


@pytest.fixture
def x():
    return np.random.default_rng(0).normal(size=(2, 6, 5, 8)).astype(np.float32)


@pytest.mark.parametrize("groups", [1, 2, 4])
def test_agrees_with_the_definition(x, groups):
    layer = TowerConv2D(8, 3, groups=groups, bias_initializer="random_normal")
    out = ops.convert_to_numpy(layer(x))
    kernel, bias = layer.get_weights()
    np.testing.assert_allclose(out, reference(x, kernel, bias, groups), rtol=1e-4, atol=1e-5)


def test_has_the_weights_of_a_grouped_convolution(x):
    towers, grouped = TowerConv2D(8, 3, groups=2), keras.layers.Conv2D(8, 3, groups=2)
    towers.build(x.shape)
    grouped.build(x.shape)
    assert [weight.shape for weight in towers.weights] == [
        weight.shape for weight in grouped.weights
    ]


def test_trains(x):
    network = keras.Sequential(
        [
            keras.Input(x.shape[1:]),
            TowerConv2D(4, 3, groups=2),
            keras.layers.Flatten(),
            keras.layers.Dense(2),
        ]
    )
    network.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    before = network.layers[0].get_weights()[0]
    network.fit(x, np.array([0, 1]), epochs=1, verbose=0)
    changed = network.layers[0].get_weights()[0] != before
    assert changed.all()


def test_saved_and_loaded_it_is_the_same(x, tmp_path):
    network = keras.Sequential([keras.Input(x.shape[1:]), TowerConv2D(4, 3, groups=2, strides=2)])
    network.save(tmp_path / "net.keras")
    again = keras.saving.load_model(tmp_path / "net.keras")
    np.testing.assert_array_equal(ops.convert_to_numpy(again(x)), ops.convert_to_numpy(network(x)))
