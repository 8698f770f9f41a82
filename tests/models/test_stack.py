import pytest
from keras import layers

from models._stack import stack
from models.alexnet import AlexNet
from models.lenet import LeNet


def some():
    return [
        layers.Conv2D(2, 5, name="first"),
        layers.MaxPooling2D(2, name="second"),
        layers.Conv2D(2, 3, name="third"),
        layers.Flatten(),
        layers.Dense(3),
    ]


def test_builds_a_network_of_uint8_images():
    network = stack((10, 12, 1), some())
    assert network.inputs[0].dtype == "uint8"
    assert network.output_shape == (None, 3)


@pytest.mark.parametrize(
    ("shape", "message"),
    [
        ((9, 20, 1), "expected images of 10x10 pixels or more, received 9x20: layer 'third'"),
        ((20, 5, 1), "received 20x5: layer 'second' runs out of pixels"),
        ((4, 4, 3), "received 4x4: layer 'first' runs out"),
    ],
)
def test_too_small_an_image_names_the_layer_and_the_least_size(shape, message):
    with pytest.raises(ValueError, match=message):
        stack(shape, some())


@pytest.mark.parametrize(
    ("model", "least", "layer"),
    [
        (LeNet(image_size=15), 16, "S4"),
        (AlexNet(image_size=66, margin=0, ten_crop=False), 67, "pool5"),
    ],
)
def test_networks_say_their_least_size(model, least, layer):
    with pytest.raises(ValueError, match=f"of {least}x{least} pixels.*layer '{layer}'"):
        model.cost((28, 28, 1), 10)
