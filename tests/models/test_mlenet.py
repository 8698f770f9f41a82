import pytest

from models.mlenet import MLeNet

LAYERS = {  # output, learned parameters
    "conv1": ((54, 54, 30), 10_920),
    "pool1": ((11, 11, 30), 0),
    "conv2": ((7, 7, 20), 15_020),
    "pool2": ((4, 4, 20), 0),
    "fc4": ((100,), 32_100),
    "fc5": ((2,), 202),
}


@pytest.mark.parametrize("shape", [(224, 224, 3), (150, 150, 3)])
def test_published_sizes(shape):
    cost = MLeNet().cost(shape, 2)
    assert cost.total("learned") == 58_242
    found = {each.name: (each.output, each.learned) for each in cost.layers}
    assert {name: found[name] for name in LAYERS} == LAYERS


def test_images_too_small_are_refused():
    with pytest.raises(ValueError, match="image_size of 91 or more, received 90.* layer 'conv2'"):
        MLeNet(image_size=90)
