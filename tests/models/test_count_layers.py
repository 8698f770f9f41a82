"""Layers of every kind that a network may hold, counted or refused by name."""

import keras
import numpy as np
import pytest
from keras import layers

from models._count import count


def counted(*stack, shape=(8, 8, 4)):
    (*_, cost) = count(keras.Sequential([keras.Input(shape), *stack])).layers
    return cost


CASES = {  # layer: output, learned, fitted, connections, MACs, activations; from (8, 8, 4)
    "conv2d": (layers.Conv2D(6, 3), (6, 6, 6), 222, 0, 7_992, 7_776, 216),
    "strided": (layers.Conv2D(6, 3, 2, "same"), (4, 4, 6), 222, 0, 3_552, 3_456, 96),
    "grouped": (layers.Conv2D(6, 3, groups=2), (6, 6, 6), 114, 0, 4_104, 3_888, 216),
    "separable": (layers.SeparableConv2D(6, 3), (6, 6, 6), 66, 0, 2_376, 2_160, 216),
    "depthwise": (
        layers.DepthwiseConv2D(3, depth_multiplier=2),
        (6, 6, 8),
        80,
        0,
        2_880,
        2_592,
        288,
    ),
    "transposed": (
        layers.Conv2DTranspose(6, 3, 2, use_bias=False),
        (17, 17, 6),
        216,
        0,
        13_824,
        13_824,
        1_734,
    ),
    "dense on maps": (layers.Dense(3), (8, 8, 3), 15, 0, 960, 768, 192),
    "batch norm": (layers.BatchNormalization(), (8, 8, 4), 8, 8, 0, 0, 0),
    "group norm": (layers.GroupNormalization(2), (8, 8, 4), 8, 0, 0, 0, 0),
    "layer norm": (layers.LayerNormalization(), (8, 8, 4), 8, 0, 0, 0, 0),
    "normalization": (layers.Normalization(), (8, 8, 4), 0, 8, 0, 0, 0),
    "prelu": (layers.PReLU(shared_axes=[1, 2]), (8, 8, 4), 4, 0, 0, 0, 0),
    "pooling": (layers.MaxPooling2D(), (4, 4, 4), 0, 0, 0, 0, 0),
}


@pytest.mark.parametrize("name", CASES)
def test_a_layer(name):
    layer, output, learned, fitted, connections, macs, activations = CASES[name]
    cost = counted(layer)
    assert (cost.output, cost.learned, cost.fitted, cost.fixed) == (output, learned, fitted, 0)
    assert (cost.connections, cost.macs, cost.activations) == (connections, macs, activations)


def test_convolutions_in_one_and_in_three_dimensions():
    assert counted(layers.Conv1D(5, 3), shape=(10, 2)).macs == 8 * 5 * 3 * 2
    assert counted(layers.Conv3D(5, 2), shape=(4, 4, 4, 2)).macs == 27 * 5 * 8 * 2
    assert counted(layers.Conv1DTranspose(5, 3), shape=(10, 2)).macs == 10 * 5 * 3 * 2
    assert counted(layers.SeparableConv1D(5, 3), shape=(10, 2)).macs == 8 * (6 + 10)


def test_what_is_frozen_is_fixed():
    frozen = counted(layers.BatchNormalization(trainable=False))
    assert (frozen.learned, frozen.fitted, frozen.fixed) == (0, 0, 16)


def residual(side):
    inputs = keras.Input((8, 8, 4))
    x = layers.Conv2D(4, 3, padding="same", name="inner")(inputs)
    body = keras.Model(inputs, layers.Add(name="sum")([x, inputs]), name="body")
    images = keras.Input((side, side, 4))
    joined = layers.Concatenate(name="join")([body(images), body(images)])
    return keras.Model(images, layers.Dense(2, name="out")(layers.Flatten()(joined)))


def test_what_is_used_twice_works_twice_and_has_its_parameters_once():
    network = residual(8)
    cost = count(network)
    inner = [layer for layer in cost.layers if layer.name == "inner"]
    assert [layer.learned for layer in inner] == [148, 0]
    assert [layer.macs for layer in inner] == [64 * 144] * 2
    assert [layer.activations for layer in inner] == [256, 256]
    assert cost.total("learned") == network.count_params()
    assert cost.total("macs") == 2 * 64 * 144 + 512 * 2


def test_a_network_for_images_of_any_size_is_counted_at_the_size_that_it_is_used_at():
    inputs = keras.Input((None, None, 3))
    body = keras.Model(inputs, layers.Conv2D(4, 3)(inputs))
    images = keras.Input((8, 8, 3))
    whole = keras.Model(images, layers.GlobalAveragePooling2D()(body(images)))
    assert count(whole).total("macs") == 36 * 108
    with pytest.raises(TypeError, match=r"expected images of one size, received \(None, None, 3\)"):
        count(body)


def test_a_backbone_of_keras_cv():
    keras_cv = pytest.importorskip("keras_cv", reason="needs TensorFlow")
    body = keras_cv.models.ResNetV2Backbone(
        stackwise_filters=[8, 16],
        stackwise_blocks=[2, 2],
        stackwise_strides=[1, 2],
        stackwise_dilations=None,
        include_rescaling=True,
    )
    images = keras.Input((32, 32, 3))
    network = keras.Model(images, layers.Dense(10)(layers.GlobalAveragePooling2D()(body(images))))
    cost = count(network)
    assert cost.total("learned") + cost.total("fitted") == network.count_params()
    assert cost.total("macs") == 3_191_424  # PyTorch's FlopCounterMode says the same


class Wrapped(layers.Layer):
    """Hides a layer where Keras does not look for its weights."""

    def __init__(self, inner):
        super().__init__(name="wrapped")
        object.__setattr__(self, "inner", inner)

    def call(self, x):
        return self.inner(x)


class Inside(layers.Layer):
    """Calls a layer of its own."""

    def __init__(self):
        super().__init__(name="inside")
        self.inner = layers.Dense(2)

    def build(self, shape):
        self.inner.build(shape)

    def call(self, x):
        return self.inner(x)


class Extended(layers.Dense):
    """Has more weights than a Dense."""

    def build(self, shape):
        super().build(shape)
        self.add_weight(shape=(7,))


def hiding():
    dense = layers.Dense(2)
    dense.build((None, 4))
    return dense


REFUSED = {
    "wrapper": (lambda: Wrapped(hiding()), "'wrapped': expected a layer that holds no other"),
    "composite": (Inside, "'inside': expected a convolution, a Dense, .*received a Inside"),
    "extended": (
        lambda: Extended(2, name="more"),
        "'more': expected kernels and biases alone, received 3 weights",
    ),
    "embedding": (lambda: layers.Embedding(9, 2, name="words"), "'words'.*received a Embedding"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_counted_is_refused_by_name(name):
    make, message = REFUSED[name]
    with pytest.raises(TypeError, match=f"cannot count layer {message}"):
        counted(make(), shape=(4,))


def test_a_lambda_that_calls_a_layer_is_refused_and_one_that_scales_is_not():
    inner = hiding()
    with pytest.raises(TypeError, match="cannot count layer 'hides': expected a layer that holds"):
        counted(layers.Lambda(lambda x: inner(x) + 1, output_shape=(2,), name="hides"), shape=(4,))
    with pytest.raises(TypeError, match="cannot count layer 'is one'"):
        counted(layers.Lambda(inner, output_shape=(2,), name="is one"), shape=(4,))
    assert counted(layers.Lambda(lambda x: x / 255), shape=(4,)).macs == 0


def test_a_function_in_the_graph_that_multiplies_by_weights_is_refused():
    inputs = keras.Input((4,))
    scaled = keras.Model(inputs, keras.ops.multiply(inputs, np.ones(4, "float32")))
    assert count(scaled).total("macs") == 0
    with pytest.raises(TypeError, match=r"cannot count layer 'matmul.*received an array \(4, 2\)"):
        count(keras.Model(inputs, keras.ops.matmul(inputs, hiding().kernel)))


def test_a_network_without_a_graph_is_refused():
    class Mine(keras.Model):
        def call(self, x):
            return x

    with pytest.raises(TypeError, match="cannot count network 'mine'.*received a Mine"):
        count(Mine(name="mine"))


def test_a_layer_that_counts_itself_does_so_for_one_size_only():
    from models.layers.local_response_normalization import LocalResponseNormalization

    norm = LocalResponseNormalization(name="norm")
    inputs = keras.Input((8, 8, 4))
    smaller = layers.MaxPooling2D()(inputs)
    network = keras.Model(inputs, [norm(inputs), norm(smaller)])
    with pytest.raises(TypeError, match=r"'norm': expected a cost\(\) for the output"):
        count(network)
