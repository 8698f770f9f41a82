"""MACs against a counter that others wrote: PyTorch's, which watches what is computed."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec

import pytest

CODE = """
import json, keras, numpy as np, torch
from keras import layers
from torch.utils.flop_counter import FlopCounterMode
from models._count import count
from models.layers.tower_conv2d import TowerConv2D
from models.lenet import LeNet
from models.mlp import MLP

def residual():
    images = keras.Input((16, 16, 3))
    x = stem = layers.Conv2D(8, 3, 2, padding="same")(images)
    again = layers.Conv2D(8, 3, padding="same", use_bias=False)
    x = again(layers.BatchNormalization()(again(x)))
    x = layers.Concatenate()([layers.Add()([x, stem]), stem])
    return keras.Model(images, layers.Dense(5)(layers.GlobalAveragePooling2D()(x)))

def zoo():
    stack = [
        TowerConv2D(8, 5, padding="same", groups=2),
        layers.DepthwiseConv2D(3, 2, depth_multiplier=2),
        layers.SeparableConv2D(6, 3), layers.LayerNormalization(), layers.PReLU(),
        layers.Conv2D(9, 3, dilation_rate=2, groups=3, padding="same"), layers.Dense(7),
        layers.Conv2DTranspose(4, 3, 2), layers.Flatten(), layers.Dense(10),
    ]
    return keras.Sequential([keras.Input((16, 16, 4)), *stack])

def theirs(network):
    x = np.zeros((1, *network.inputs[0].shape[1:]), network.inputs[0].dtype)
    with FlopCounterMode(display=False) as counter:
        network(x)
    return counter.get_total_flops() / 2

networks = [LeNet().network((32, 32, 1), 10), MLP().network((28, 28, 1), 10), residual(), zoo()]
print(json.dumps([[count(each).total("macs"), theirs(each)] for each in networks]))
"""


@pytest.mark.skipif(find_spec("torch") is None, reason="PyTorch is not installed")
def test_macs_agree_with_pytorchs_counter():
    words = [sys.executable, "-c", CODE]
    environment = {**os.environ, "KERAS_BACKEND": "torch"}
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    for ours, theirs in json.loads(done.stdout.splitlines()[-1]):
        assert ours == theirs
