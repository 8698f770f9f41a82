import keras
import numpy as np
import pytest
from keras import layers

from models.maps.layers_with_weights import layers_with_weights
from models.maps.randomised import randomised


def network():
    keras.utils.set_random_seed(0)
    body = keras.Sequential(
        [keras.Input((8, 8, 1)), layers.Conv2D(3, 3, name="deep"), layers.ReLU()], name="body"
    )
    scale = layers.Normalization(name="scale")
    scale.adapt(np.random.default_rng(0).normal(5, 3, (20, 8, 8, 1)).astype(np.float32))
    built = keras.Sequential(
        [
            keras.Input((8, 8, 1)),
            scale,
            layers.Conv2D(2, 1, name="first"),
            layers.BatchNormalization(name="norm"),
            layers.Conv2D(1, 1, name="second"),
            body,
            layers.GlobalAveragePooling2D(name="average"),
            layers.Dense(4, name="output", kernel_initializer="zeros"),
        ]
    )
    rng = np.random.default_rng(1)
    trained = [rng.uniform(0.5, 2, each.shape) for each in built.get_weights()]
    built.set_weights(trained)
    built.compile("sgd", "mse")
    return built


def by_layer(model):
    leaves = [*model.layers[:-3], *model.get_layer("body").layers, *model.layers[-2:]]
    return {layer.name: layer.get_weights() for layer in leaves if layer.weights}


def test_layers_are_those_that_learn():
    assert layers_with_weights(network()) == ("first", "norm", "second", "deep", "output")


@pytest.mark.parametrize("layers_drawn", range(6))
def test_the_last_layers_are_drawn_and_the_others_kept(layers_drawn):
    own = network()
    kept, copy = by_layer(own), randomised(own, layers_drawn, 0)
    names = layers_with_weights(own)
    for name, weights in by_layer(copy).items():
        same = all(map(np.array_equal, weights, kept[name]))
        assert same == (name not in names[len(names) - layers_drawn :])
    for name, weights in by_layer(own).items():  # which stays as it was
        for each, before in zip(weights, kept[name], strict=True):
            np.testing.assert_array_equal(each, before)


def test_what_is_drawn_depends_on_the_seed_alone():
    own = network()
    one, again, other = (randomised(own, 5, seed).get_weights() for seed in (0, 0, 1))
    assert all(map(np.array_equal, one, again))
    assert not all(map(np.array_equal, one, other))


def test_kernels_that_begin_at_nought_are_drawn_with_the_deviation_that_they_have():
    keras.utils.set_random_seed(0)
    wide = keras.Sequential(
        [keras.Input((60,)), layers.Dense(50, kernel_initializer="zeros", name="output")]
    )
    kernel = np.random.default_rng(1).normal(3, 0.25, (60, 50))
    wide.set_weights([kernel, np.ones(50)])
    drawn, bias = randomised(wide, 1, 0).get_weights()
    assert drawn.std() == pytest.approx(0.25, rel=0.1)
    assert drawn.mean() == pytest.approx(0, abs=0.05)
    np.testing.assert_array_equal(bias, 0)


@pytest.mark.parametrize("wrong", [-1, 6])
def test_more_layers_than_there_are_cannot_be_drawn(wrong):
    with pytest.raises(ValueError, match=f"expected 0 to 5 layers with weights, received {wrong}"):
        randomised(network(), wrong, 0)
