import pytest

from models.deepface import DeepFace

LAYERS = {  # output, learned parameters
    "C1": ((142, 142, 32), 11_648),
    "M2": ((71, 71, 32), 0),
    "C3": ((63, 63, 16), 41_488),
    "L4": ((55, 55, 16), 62_774_800),
    "L5": ((25, 25, 16), 7_850_000),
    "L6": ((21, 21, 16), 2_829_456),
    "F7": ((4_096,), 28_905_472),
    "F8": ((4_030,), 16_510_910),
}


def test_published_sizes():
    """Builds all of it once: half a gigabyte, and some seconds."""
    cost = DeepFace().cost((152, 152, 3), 4_030)
    assert cost.total("learned") == 118_923_774
    found = {each.name: (each.output, each.learned) for each in cost.layers}
    assert {name: found[name] for name in LAYERS} == LAYERS
    shared = found["C1"][1] + found["C3"][1]
    assert round(1 - shared / cost.total("learned"), 4) == 0.9996


def test_shrunk_for_small_images():
    small = DeepFace(kernels=(5, 3, 3, 3, 3), image_size=32, width=0.5)
    cost = small.cost((28, 28, 1), 10)
    found = {each.name: (each.output, each.learned) for each in cost.layers}
    assert {name: found[name] for name in LAYERS} == {
        "C1": ((28, 28, 16), 416),
        "M2": ((14, 14, 16), 0),
        "C3": ((12, 12, 8), 1_160),
        "L4": ((10, 10, 8), 58_400),
        "L5": ((4, 4, 8), 9_344),
        "L6": ((2, 2, 8), 2_336),
        "F7": ((2_048,), 67_584),
        "F8": ((10,), 20_490),
    }


def test_a_kernel_too_few_is_refused():
    with pytest.raises(ValueError, match=r"kernels of 5 layers, received \(3, 3, 3, 3\)"):
        DeepFace(kernels=(3, 3, 3, 3))


def test_images_too_small_are_refused():
    with pytest.raises(ValueError, match="72x72 pixels or more, received 71x71: layer 'L6'"):
        DeepFace(image_size=71).cost((71, 71, 3), 10)
