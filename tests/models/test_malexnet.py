import pytest

from models.malexnet import MAlexNet

LAYERS = {  # output, learned parameters
    "conv1": ((54, 54, 16), 5_824),
    "pool1": ((27, 27, 16), 0),
    "conv2": ((23, 23, 20), 8_020),
    "pool2": ((11, 11, 20), 0),
    "conv3": ((9, 9, 30), 5_430),
    "pool3": ((4, 4, 30), 0),
    "fc4": ((48,), 23_088),
    "fc5": ((2,), 98),
}


@pytest.mark.parametrize("shape", [(224, 224, 3), (150, 150, 3)])
def test_published_sizes(shape):
    cost = MAlexNet().cost(shape, 2)
    assert cost.total("learned") == 42_460
    found = {each.name: (each.output, each.learned) for each in cost.layers}
    assert {name: found[name] for name in LAYERS} == LAYERS


def test_the_order_after_a_convolution_is_that_of_the_paper():
    names = [each.name for each in MAlexNet().cost((224, 224, 3), 2).layers]
    start = names.index("conv1")
    assert names[start : start + 4] == ["conv1", "pool1", "norm1", "relu1"]


def test_images_too_small_are_refused():
    with pytest.raises(ValueError, match="image_size of 103 or more, received 102.* layer 'pool3'"):
        MAlexNet(image_size=102)
