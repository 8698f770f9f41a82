"""Parameters, connections and MACs, against the figures of the papers."""

import keras
import numpy as np
import pytest

from models import Cost, LayerCost
from models._count import count
from models.alexnet import AlexNet
from models.lenet import LeNet
from models.mlp import MLP
from models.sift_svm import SiftSVM


def by_name(cost):
    return {layer.name: layer for layer in cost.layers}


def test_modern_lenet():
    cost = LeNet().cost((32, 32, 1), 10)
    layers = by_name(cost)
    assert cost.total("learned") == 61_706
    assert cost.total("macs") == 416_520
    assert (layers["C1"].learned, layers["C1"].connections) == (156, 122_304)
    assert (layers["C3"].learned, layers["C3"].output) == (2_416, (10, 10, 16))
    assert (layers["C5"].learned, layers["F6"].learned) == (48_120, 10_164)


def test_lenet_frames_mnist_digits():
    assert LeNet().cost((28, 28, 1), 10) == LeNet().cost((32, 32, 1), 10)


ALEXNET = {  # layer: output, parameters and MACs in two towers, parameters and MACs in one
    "conv1": ((55, 55, 96), 34_944, 105_415_200, 34_944, 105_415_200),
    "conv2": ((27, 27, 256), 307_456, 223_948_800, 614_656, 447_897_600),
    "conv3": ((13, 13, 384), 885_120, 149_520_384, 885_120, 149_520_384),
    "conv4": ((13, 13, 384), 663_936, 112_140_288, 1_327_488, 224_280_576),
    "conv5": ((13, 13, 256), 442_624, 74_760_192, 884_992, 149_520_384),
    "fc6": ((4096,), 37_752_832, 37_748_736, 37_752_832, 37_748_736),
    "fc7": ((4096,), 16_781_312, 16_777_216, 16_781_312, 16_777_216),
    "fc8": ((1000,), 4_097_000, 4_096_000, 4_097_000, 4_096_000),
}


@pytest.mark.parametrize(
    ("groups", "parameters", "macs"),
    [(2, 60_965_224, 724_406_816), (1, 62_378_344, 1_135_256_096)],
)
def test_alexnet(groups, parameters, macs):
    cost = AlexNet(groups=groups).cost((227, 227, 3), 1000)
    assert cost.total("learned") == parameters
    assert cost.total("macs") == macs
    assert cost.total("activations") == 659_272
    layers = by_name(cost)
    place = 1 if groups == 2 else 3
    for name, figures in ALEXNET.items():
        layer = layers[name]
        assert (layer.output, layer.learned, layer.macs) == (
            figures[0],
            *figures[place : place + 2],
        )


def test_alexnet_too_small_says_the_least_size():
    with pytest.raises(ValueError, match="expected image_size of 67 or more, received 66"):
        AlexNet(image_size=66)


def test_mlp():
    cost = MLP(hidden=(300,)).cost((28, 28, 1), 10)
    assert cost.total("learned") == 784 * 300 + 300 + 300 * 10 + 10
    assert cost.total("macs") == 784 * 300 + 300 * 10


def test_sift_svm_counts_words_as_fitted_and_the_svm_as_learned():
    layers = by_name(SiftSVM(words=100, levels=(1, 2)).cost((28, 28, 1), 10))
    assert layers["words"].fitted == 100 * 128
    assert layers["words"].macs == 3 * 12 * 12 * 100 * 128
    assert [layers[name].activations for name in ("sift", "words", "svm")] == [55_296, 43_200, 10]
    assert layers["svm"].learned == (500 + 1) * 10


def test_nested_networks_and_layers_of_other_kinds_are_counted():
    body = keras.Sequential(
        [
            keras.Input((8, 8, 2)),
            keras.layers.ZeroPadding2D(1),
            keras.layers.DepthwiseConv2D(3, use_bias=False, name="depthwise"),
            keras.layers.BatchNormalization(name="norm"),
            keras.layers.GlobalAveragePooling2D(),
        ]
    )
    network = keras.Sequential([keras.Input((8, 8, 2)), body, keras.layers.Dense(3)])
    layers = by_name(count(network))
    assert (layers["depthwise"].learned, layers["depthwise"].macs) == (18, 64 * 18)
    assert (layers["norm"].learned, layers["norm"].fitted, layers["norm"].macs) == (4, 4, 0)
    assert count(network).total("learned") == 18 + 4 + 9


def test_a_frozen_layer_is_fixed():
    network = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, trainable=False)])
    assert (count(network).total("learned"), count(network).total("fixed")) == (0, 15)


@pytest.mark.parametrize("model", [LeNet(), MLP(), AlexNet(width=0.125, image_size=67)])
def test_parameters_agree_with_keras(model):
    x = model.prepare(np.zeros((1, 32, 32, 3), np.uint8))
    network = model.network(x.shape[1:], 10)
    cost = count(network)
    assert cost.total("learned") + cost.total("fitted") == network.count_params()


def test_as_dict_has_totals_and_layers():
    cost = Cost((LayerCost.linear("output", 4, 2), LayerCost("words", (3,), fitted=5, macs=7)))
    assert cost.as_dict() == {
        "parameters": {"learned": 10, "fitted": 5, "fixed": 0},
        "connections": 10,
        "macs": 15,
        "activations": 2,
        "layers": [
            {
                "name": "output",
                "output": [2],
                "parameters": {"learned": 10, "fitted": 0, "fixed": 0},
                "connections": 10,
                "macs": 8,
                "activations": 2,
            },
            {
                "name": "words",
                "output": [3],
                "parameters": {"learned": 0, "fitted": 5, "fixed": 0},
                "connections": 0,
                "macs": 7,
                "activations": 0,
            },
        ],
    }
