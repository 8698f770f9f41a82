"""What `depthbench show MODEL --json` says is what the papers say, layer by layer."""

import json

import pytest

from benchmark.usage_error import UsageError
from depthbench.show import command

# A layer a line: name, output, parameters (learned, or fixed where it says so), and one of
# connections, MACs or activations.
LENET5 = """
C1      28x28x6   156     122304
S2      14x14x6   12      5880
C3      10x10x16  1516    151600
S4      5x5x16    32      2000
C5      1x1x120   48120   48120
F6      84        10164   10164
output  10        0       840
"""
ALEXNET = """
conv1  55x55x96   34944     105415200
conv2  27x27x256  307456    223948800
conv3  13x13x384  885120    149520384
conv4  13x13x384  663936    112140288
conv5  13x13x256  442624    74760192
fc6    4096       37752832  37748736
fc7    4096       16781312  16777216
fc8    1000       4097000   4096000
"""
ALEXNET_ONE_TOWER = """
conv1  55x55x96   34944     105415200
conv2  27x27x256  614656    447897600
conv3  13x13x384  885120    149520384
conv4  13x13x384  1327488   224280576
conv5  13x13x256  884992    149520384
fc6    4096       37752832  37748736
fc7    4096       16781312  16777216
fc8    1000       4097000   4096000
"""


@pytest.fixture(autouse=True)
def _with_the_backend_of_the_tests(monkeypatch):
    monkeypatch.setattr("depthbench.show.compute_with", lambda _: None)


def shown(capsys, model, images, classes):
    command(model, images=images, classes=classes, as_json=True)
    return json.loads(capsys.readouterr().out)


def lines(cost, column, names):
    wanted = {layer["name"]: layer for layer in cost["layers"]}
    return [
        (
            name,
            "x".join(map(str, wanted[name]["output"])),
            wanted[name]["parameters"]["learned"],
            wanted[name][column],
        )
        for name in names
    ]


def table(text):
    rows = [line.split() for line in text.strip().splitlines()]
    return [(name, output, int(learned), int(figure)) for name, output, learned, figure in rows]


@pytest.mark.parametrize(
    ("model", "task", "column", "text"),
    [
        ("lenet5", ("32x32x1", 10), "connections", LENET5),
        ("alexnet", ("227x227x3", 1000), "macs", ALEXNET),
        ("alexnet(groups=1)", ("227x227x3", 1000), "macs", ALEXNET_ONE_TOWER),
    ],
)
def test_layers_are_those_of_the_paper(capsys, model, task, column, text):
    rows = table(text)
    cost = shown(capsys, model, *task)
    assert lines(cost, column, [name for name, *_ in rows]) == rows


@pytest.mark.parametrize(
    ("model", "images", "classes", "figures"),
    [
        ("lenet", "32x32x1", 10, {"learned": 61_706, "macs": 416_520}),
        ("lenet5", "32x32x1", 10, {"learned": 60_000, "fixed": 840, "connections": 340_908}),
        (
            "alexnet",
            "227x227x3",
            1000,
            {"learned": 60_965_224, "macs": 724_406_816, "activations": 659_272},
        ),
        ("alexnet(groups=1)", "227x227x3", 1000, {"learned": 62_378_344, "macs": 1_135_256_096}),
        ("cuda_convnet", "32x32x3", 10, {"learned": 89_578}),
        ("cuda_convnet(net='11pct')", "32x32x3", 10, {"learned": 1_901_386}),
        ("deepface", "152x152x3", 4030, {"learned": 118_923_774}),
        ("mlenet", "224x224x3", 2, {"learned": 58_242}),
        ("malexnet", "224x224x3", 2, {"learned": 42_460}),
    ],
)
def test_totals_are_those_of_the_paper(capsys, model, images, classes, figures):
    cost = shown(capsys, model, images, classes)
    assert {name: cost.get(name, cost["parameters"].get(name)) for name in figures} == figures


def test_images_too_small_for_a_network_are_the_users_fault():
    with pytest.raises(UsageError, match="of 16x16 pixels or more, received 8x8: layer 'C3'"):
        command("lenet(image_size=0)", images="8x8x1")
