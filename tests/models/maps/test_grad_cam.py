import keras
import numpy as np
import pytest
from keras import layers

from models.maps.evidence import evidence
from models.maps.evidence_method import evidence_method
from models.maps.feature_maps import feature_maps
from models.maps.grad_cam import grad_cam


def connected():
    keras.utils.set_random_seed(1)
    return keras.Sequential(
        [
            keras.Input((12, 10, 2)),
            layers.Conv2D(4, 3, activation="relu", name="conv"),
            layers.MaxPooling2D(2, name="pool"),
            layers.Flatten(),
            layers.Dense(6, "relu", bias_initializer="random_normal", name="hidden"),
            layers.Dropout(0.5),
            layers.Dense(3, "softmax", name="output"),
        ]
    )


def test_it_is_the_papers_formula_in_float64():
    network = connected()
    x = np.random.default_rng(0).normal(size=(4, 12, 10, 2)).astype(np.float32)
    classes = np.array([0, 2, 1, 2])
    maps = feature_maps(network, x)["conv"].astype(np.float64)
    first, bias, second = (each.astype(np.float64) for each in network.get_weights()[2:5])
    expected = []
    for own, label in zip(maps, classes, strict=True):
        windows = own.reshape(5, 2, 4, 2, 4).transpose(0, 2, 1, 3, 4).reshape(5, 4, 4, 4)
        hidden = windows.max(axis=2).ravel() @ first + bias
        slopes = (first @ (second[:, label] * (hidden > 0))).reshape(5, 4, 4)  # of pooled maps
        weights = slopes.sum(axis=(0, 1)) / (10 * 8)  # a window's slope goes to its maximum alone
        expected.append(own @ weights)
    np.testing.assert_allclose(grad_cam(network, x, classes), expected, rtol=1e-4, atol=1e-6)


def test_the_last_convolution_is_found_through_what_follows_at_its_size():
    keras.utils.set_random_seed(0)
    given = keras.Input((16, 16, 1))
    one = layers.Conv2D(4, 3, padding="same", name="one")(given)
    two = layers.Conv2D(4, 3, padding="same", name="two")(one)
    joined = layers.ReLU(name="joined")(layers.add([one, two]))
    pooled = layers.MaxPooling2D(name="pooled")(joined)
    network = keras.Model(given, layers.Dense(2)(layers.Flatten()(pooled)))
    x = np.random.default_rng(0).normal(size=(2, 16, 16, 1)).astype(np.float32)
    maps = grad_cam(network, x, np.array([0, 1]))
    assert maps.shape == (2, 16, 16)
    joined_maps = feature_maps(network, x)["joined"]
    nothing = (joined_maps == 0).all(axis=-1)  # so the map is one of what follows the sum
    assert nothing.any()
    np.testing.assert_array_equal(maps[nothing], 0)


def test_ways_that_end_apart_are_refused():
    given = keras.Input((8, 8, 1))
    ends = [layers.GlobalMaxPooling2D()(layers.Conv2D(3, 3)(given)) for _ in range(2)]
    network = keras.Model(given, layers.Dense(2)(layers.concatenate(ends)), name="forked")
    assert evidence_method(network) == ""
    with pytest.raises(ValueError, match="that all ways go through, received 'forked'"):
        grad_cam(network, np.zeros((1, 8, 8, 1), np.float32), np.array([0]))


def test_networks_without_maps_or_graph_are_refused():
    dense = keras.Sequential([keras.Input((8, 8, 1)), layers.Flatten(), layers.Dense(2)])
    assert evidence_method(dense) == ""
    assert feature_maps(dense, np.zeros((1, 8, 8, 1), np.float32)) == {}

    class Written(keras.Model):
        def call(self, inputs):
            return inputs

    with pytest.raises(ValueError, match="received 'written', a Written without a graph"):
        evidence_method(Written(name="written"))
    ends = [keras.Input((4,)), keras.Input((4,))]
    two = keras.Model(ends, layers.add(ends))
    with pytest.raises(ValueError, match="with one input and one output.*with 2 and 1"):
        evidence_method(two)


@pytest.mark.parametrize(
    "body",
    [
        [layers.Conv2D(1, 5), layers.MaxPooling2D(2), layers.Conv2D(1, 5)],
        [layers.Conv2D(1, 3, padding="same"), layers.MaxPooling2D(2)],
        [layers.ZeroPadding2D(((3, 0), (3, 0))), layers.Conv2D(1, 3, strides=2, name="strided")],
        [layers.Conv2D(1, 3, dilation_rate=2), layers.Conv2D(1, 4, strides=2, padding="same")],
    ],
)
def test_maps_lie_where_their_places_look(body):
    """A bright pixel's evidence, over all places of it, has its centre at the pixel."""
    head = [layers.GlobalAveragePooling2D(), layers.Dense(1)]
    body = [type(layer).from_config(layer.get_config()) for layer in body]
    network = keras.Sequential([keras.Input((40, 40, 1)), *body, *head])
    for layer in network.layers:
        layer.set_weights([np.ones_like(each) * (each.ndim > 1) for each in layer.get_weights()])
    centres = []
    for row, column in [(18, 18), (18, 19), (19, 18), (19, 19)]:  # of a window of stride 2
        x = np.zeros((1, 40, 40, 1), np.float32)
        x[0, row, column] = 1
        (seen,) = evidence(network, x, np.array([0]))
        along, down = seen.sum(axis=0), seen.sum(axis=1)
        pixels = np.arange(40)
        centres.append([down @ pixels / down.sum(), along @ pixels / along.sum()])
    np.testing.assert_allclose(np.mean(centres, axis=0), [18.5, 18.5], atol=0.3)


@pytest.mark.parametrize(
    ("name", "method"), [("MobileNet", "cam"), ("ResNet50", "cam"), ("VGG16", "grad_cam")]
)
def test_networks_of_keras_applications_are_taken(name, method):
    if name != "MobileNet" and keras.backend.backend() == "jax":
        pytest.skip("compiling each operation of a large network takes JAX half a minute")
    narrow = {"alpha": 0.25} if name == "MobileNet" else {}
    build = getattr(keras.applications, name)
    network = build(weights=None, classes=5, input_shape=(64, 64, 3), **narrow)
    assert evidence_method(network) == method
    x = np.random.default_rng(0).uniform(0, 255, (2, 64, 64, 3)).astype(np.float32)
    maps = evidence(network, x, np.array([0, 4]))
    assert maps.shape == (2, 64, 64)
    assert np.isfinite(maps).all()
    assert np.ptp(maps) > 0
