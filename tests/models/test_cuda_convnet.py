import pytest

from models.cuda_convnet import CudaConvnet

NETS = {  # layer: output, learned parameters, multiply-accumulates
    "18pct": {
        "conv1": ((32, 32, 32), 2_432, 2_457_600),
        "pool1": ((16, 16, 32), 0, 0),
        "rnorm1": ((16, 16, 32), 0, 0),
        "conv2": ((16, 16, 32), 25_632, 6_553_600),
        "pool2": ((8, 8, 32), 0, 0),
        "rnorm2": ((8, 8, 32), 0, 0),
        "conv3": ((8, 8, 64), 51_264, 3_276_800),
        "pool3": ((4, 4, 64), 0, 0),
        "fc10": ((10,), 10_250, 10_240),
    },
    "11pct": {
        "conv1": ((32, 32, 64), 4_864, 4_915_200),
        "rnorm1": ((32, 32, 64), 0, 0),
        "pool1": ((16, 16, 64), 0, 0),
        "conv2": ((16, 16, 64), 102_464, 26_214_400),
        "rnorm2": ((16, 16, 64), 0, 0),
        "pool2": ((8, 8, 64), 0, 0),
        "local3": ((8, 8, 32), 1_181_696, 1_179_648),
        "local4": ((8, 8, 32), 591_872, 589_824),
        "fc10": ((10,), 20_490, 20_480),
    },
}


@pytest.mark.parametrize(("net", "total"), [("18pct", 89_578), ("11pct", 1_901_386)])
def test_published_sizes(net, total):
    cost = CudaConvnet(net=net).cost((32, 32, 3), 10)
    assert cost.total("learned") == total
    found = {each.name: (each.output, each.learned, each.macs) for each in cost.layers}
    assert {name: found[name] for name in NETS[net]} == NETS[net]


def test_most_parameters_of_11pct_are_not_shared():
    cost = CudaConvnet(net="11pct").cost((32, 32, 3), 10)
    own = {each.name: each.learned for each in cost.layers}
    local = own["local3"] + own["local4"]
    assert round(local / cost.total("learned"), 3) == 0.933
    assert round((local + own["fc10"]) / cost.total("learned"), 4) == 0.9436


def test_an_unknown_net_is_refused():
    with pytest.raises(ValueError, match="expected net of 18pct, 11pct, received '13pct'"):
        CudaConvnet(net="13pct")


def test_images_too_small_are_refused():
    with pytest.raises(ValueError, match="8x8 pixels or more, received 7x7: layer 'pool3'"):
        CudaConvnet(image_size=7, margin=0).cost((7, 7, 3), 10)
