import pytest
from keras import layers

from benchmark.plugins import MODELS
from models._stack import stack


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
    "name", [name for name in MODELS.names if getattr(MODELS.find(name), "least", None)]
)
def test_the_least_size_that_a_network_states_is_the_one_it_has(name):
    cls = MODELS.find(name)
    least, layer = cls.least
    as_they_come = cls(image_size=0, margin=0, ten_crop=False)
    with pytest.raises(ValueError, match=f"of {least}x{least} pixels.*layer '{layer}' runs out"):
        as_they_come.cost((least - 1, least - 1, 1), 10)
    with pytest.raises(ValueError, match=f"image_size of {least} or more.*layer '{layer}'"):
        cls(image_size=least - 1)
