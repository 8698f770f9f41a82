import keras
import numpy as np
import pytest
from keras import layers

from models.maps.cam import cam
from models.maps.evidence_method import evidence_method
from models.maps.grad_cam import grad_cam
from models.maps.upsampled import upsampled

PLACES = 7 * 5


def averaging(*head, activation=None):
    """A small network that averages its last maps; `head` stands between these and the output."""
    keras.utils.set_random_seed(0)
    body = [
        keras.Input((18, 14, 3)),
        layers.Conv2D(6, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(8, 2),
        layers.BatchNormalization(),
        layers.ReLU(),
    ]
    output = layers.Dense(4, activation, bias_initializer="random_normal", name="output")
    return keras.Sequential([*body, layers.GlobalAveragePooling2D(), *head, output])


def images(n=5):
    return np.random.default_rng(0).normal(size=(n, 18, 14, 3)).astype(np.float32)


def every_class(network, x, by):
    return np.stack([by(network, x, np.full(len(x), label)) for label in range(4)], axis=1)


@pytest.mark.parametrize("head", [(), (layers.Dropout(0.5),), (layers.Activation("linear"),)])
def test_the_mean_and_the_bias_are_the_logit(head):
    network, x = averaging(*head), images()
    maps = every_class(network, x, cam)
    assert maps.shape == (5, 4, 7, 5)
    assert maps.dtype == np.float32
    logits = maps.mean(axis=(2, 3)) + network.get_layer("output").get_weights()[1]
    np.testing.assert_allclose(logits, network.predict_on_batch(x), rtol=0, atol=1e-5)


@pytest.mark.parametrize("activation", [None, "softmax", "sigmoid"])
def test_divided_by_the_places_its_positive_part_is_that_of_grad_cam(activation):
    network, x = averaging(activation=activation), images()
    maps, by_gradients = every_class(network, x, cam), every_class(network, x, grad_cam)
    assert (maps > 0).any()
    assert (maps < 0).any()
    np.testing.assert_allclose(by_gradients, maps / PLACES, rtol=0, atol=1e-5)
    np.testing.assert_allclose(
        np.maximum(by_gradients, 0), np.maximum(maps, 0) / PLACES, rtol=0, atol=1e-5
    )
    assert abs(maps).max() > 0.1  # so that 1e-5 is little


def test_softmax_is_taken_off():
    network, x = averaging(activation="softmax"), images()
    logits = every_class(network, x, cam).mean(axis=(2, 3))
    logits += network.get_layer("output").get_weights()[1]
    powers = np.exp(logits)
    shares = powers / powers.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(shares, network.predict_on_batch(x), rtol=0, atol=1e-5)


def test_a_convolution_of_one_pixel_may_be_the_linear_layer():
    keras.utils.set_random_seed(0)
    given = keras.Input((9, 9, 1))
    maps = layers.Conv2D(5, 3, activation="relu")(given)
    means = layers.GlobalAveragePooling2D(keepdims=True)(maps)
    output = layers.Conv2D(4, 1, bias_initializer="random_normal", name="output")(means)
    network = keras.Model(given, layers.Activation("softmax")(layers.Reshape((4,))(output)))
    x = np.random.default_rng(0).normal(size=(3, 9, 9, 1)).astype(np.float32)
    logits = every_class(network, x, cam).mean(axis=(2, 3))
    logits += network.get_layer("output").get_weights()[1]
    powers = np.exp(logits)
    shares = powers / powers.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(shares, network.predict_on_batch(x), rtol=0, atol=1e-5)
    by_gradients = every_class(network, x, grad_cam)
    np.testing.assert_allclose(by_gradients, every_class(network, x, cam) / 49, rtol=0, atol=1e-5)


def test_networks_in_networks_are_looked_into():
    keras.utils.set_random_seed(0)
    given = keras.Input((10, 10, 1))
    short = layers.Conv2D(4, 1)(given)
    body = keras.Model(given, layers.add([short, layers.Conv2D(4, 3, padding="same")(given)]))
    head = [layers.GlobalAveragePooling2D(), layers.Dense(4, name="output")]
    network = keras.Sequential([keras.Input((10, 10, 1)), layers.Rescaling(2.0), body, *head])
    x = np.random.default_rng(0).normal(size=(3, 10, 10, 1)).astype(np.float32)
    maps = every_class(network, x, cam)
    assert maps.shape == (3, 4, 10, 10)
    np.testing.assert_allclose(
        maps.mean(axis=(2, 3)), network.predict_on_batch(x), rtol=0, atol=1e-5
    )


def test_the_network_is_left_as_it_was():
    network, x = averaging(), images()
    weights, before = network.get_weights(), network.predict_on_batch(x)
    cam(network, x, np.zeros(5, np.int64))
    grad_cam(network, x, np.zeros(5, np.int64))
    for own, other in zip(network.get_weights(), weights, strict=True):
        np.testing.assert_array_equal(own, other)
    np.testing.assert_array_equal(network.predict_on_batch(x), before)
    assert network.get_layer("output").output.shape == (None, 4)  # called nowhere else


def test_weights_are_those_of_the_moment():
    network, x, classes = averaging(), images(), np.zeros(5, np.int64)
    before = cam(network, x, classes), grad_cam(network, x, classes)
    kernel, bias = network.get_layer("output").get_weights()
    network.get_layer("output").set_weights([2 * kernel, bias])
    np.testing.assert_allclose(cam(network, x, classes), 2 * before[0], rtol=1e-5)
    np.testing.assert_allclose(grad_cam(network, x, classes), 2 * before[1], rtol=1e-5)


def test_many_images_give_what_each_gives_alone():
    network, x, classes = averaging(), images(70), np.arange(70) % 4
    alone = [cam(network, x[[place]], classes[[place]])[0] for place in (0, 33, 69)]
    np.testing.assert_allclose(cam(network, x, classes)[[0, 33, 69]], alone, atol=1e-6)


def test_heads_that_allow_none_are_told():
    network = averaging(layers.Dense(6, "relu"))
    assert evidence_method(network) == "grad_cam"
    with pytest.raises(ValueError, match="ends in global average pooling.*take grad_cam"):
        cam(network, images(), np.zeros(5, np.int64))
    assert evidence_method(averaging()) == "cam"


@pytest.mark.parametrize("by", [cam, grad_cam])
def test_classes_are_checked(by):
    with pytest.raises(ValueError, match="expected a class for each of 5 images, received"):
        by(averaging(), images(), np.zeros(4, np.int64))
    with pytest.raises(ValueError, match="expected classes of 0 to 3, received 4"):
        by(averaging(), images(), np.full(5, 4))


def test_upsampling_is_that_of_opencv_where_maps_cover_the_image():
    import cv2

    maps = np.random.default_rng(0).normal(size=(2, 5, 7)).astype(np.float32)
    expected = [cv2.resize(each, (33, 20), interpolation=cv2.INTER_LINEAR) for each in maps]
    np.testing.assert_allclose(upsampled(maps, (20, 33)), expected, atol=1e-6)


def test_upsampling_puts_places_where_they_are():
    maps = np.array([[[0, 1], [2, 3]]], np.float32)
    up = upsampled(maps, (5, 4), ((1, 2), (0, 3)))
    rows = [0, 0, 1, 2, 2]  # places at 1 and 3, and on as they end
    np.testing.assert_allclose(up[0, :, 0], rows)
    np.testing.assert_allclose(up[0, 0], [0, 1 / 3, 2 / 3, 1], atol=1e-6)
