"""LeNet-5 against the tables of its paper."""

import keras
import numpy as np
import pytest

from models.layers._digit_codes import digit_codes
from models.layers.rbf_output import RBFOutput
from models.lenet5 import LeNet5

TABLE = {  # layer: output, learned, fixed, connections
    "C1": ((28, 28, 6), 156, 0, 122_304),
    "S2": ((14, 14, 6), 12, 0, 5_880),
    "C3": ((10, 10, 16), 1_516, 0, 151_600),
    "S4": ((5, 5, 16), 32, 0, 2_000),
    "C5": ((1, 1, 120), 48_120, 0, 48_120),
    "F6": ((84,), 10_164, 0, 10_164),
    "output": ((10,), 0, 840, 840),
}

C3 = """
X...XXX..XXXX.XX
XX...XXX..XXXX.X
XXX...XXX..X.XXX
.XXX..XXXX..X.XX
..XXX..XXXX.XX.X
...XXX..XXXX.XXX
"""


@pytest.fixture(scope="module")
def network():
    keras.utils.set_random_seed(0)
    return LeNet5().network((32, 32, 1), 10)


def test_every_cell_of_the_layer_table():
    layers = {layer.name: layer for layer in LeNet5().cost((32, 32, 1), 10).layers}
    for name, cells in TABLE.items():
        layer = layers[name]
        assert (layer.output, layer.learned, layer.fixed, layer.connections) == cells, name


def test_totals():
    cost = LeNet5().cost((28, 28, 1), 10)
    assert (cost.total("learned"), cost.total("fixed")) == (60_000, 840)
    assert cost.total("connections") == 340_908
    assert 340_908 - 151_600 + 156_000 == 345_308  # what is quoted too


def test_parameters_agree_with_keras(network):
    assert network.count_params() == 60_840
    assert sum(int(np.prod(weight.shape)) for weight in network.trainable_weights) == 60_000


def test_c3_sees_the_maps_of_table_i(network):
    seen = network.get_layer("C3").connections
    rows = ["".join("X" if s2 in maps else "." for maps in seen) for s2 in range(6)]
    assert rows == C3.split()
    assert [len(maps) for maps in seen] == [3] * 6 + [4] * 9 + [6]


@pytest.mark.parametrize(("grey", "scaled"), [(0, -0.1), (255, 1.175)])
def test_background_and_ink_are_scaled_as_in_the_paper(network, grey, scaled):
    x = np.full((1, 32, 32, 1), grey, np.uint8)
    out = keras.ops.convert_to_numpy(network.get_layer("scale")(x))
    np.testing.assert_allclose(out, scaled, rtol=1e-5)


def test_weights_and_biases_begin_within_the_fan_ins_bounds(network):
    for name, fan_in in {"C1": 25, "S2": 4, "S4": 4, "C5": 400, "F6": 120}.items():
        for weight in network.get_layer(name).get_weights():
            assert 0.5 * 2.4 / fan_in < abs(weight).max() <= 2.4 / fan_in * 1.000001, name


def test_it_begins_without_favour(network):
    rng = np.random.default_rng(0)
    x, y = rng.integers(0, 256, (20, 32, 32, 1), np.uint8), np.arange(20) % 10
    cross_entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    loss = float(cross_entropy(y, network.predict(x, verbose=0)))
    assert loss == pytest.approx(np.log(10), rel=0.05)


def test_it_is_trained_by_the_papers_criterion(network):
    assert LeNet5().loss == "rubbish_class_loss"
    assert isinstance(network.layers[-1], RBFOutput)


def test_colour_images_and_other_sizes_are_taken():
    network = LeNet5().network((40, 40, 3), 12)
    assert network.output_shape == (None, 12)
    assert network.get_layer("C5").output.shape == (None, 3, 3, 120)
    assert abs(network.get_layer("F6").get_weights()[0]).max() <= 2.4 / (9 * 120) * 1.000001


def test_images_too_small_say_the_least_size():
    with pytest.raises(ValueError, match="expected images of 32x32 pixels or more.*'C5'"):
        LeNet5().network((31, 31, 1), 10)


def test_mixed_precision_gives_float32_logits():
    keras.config.set_dtype_policy("mixed_bfloat16")
    try:
        network = LeNet5().network((32, 32, 1), 10)
    finally:
        keras.config.set_dtype_policy("float32")
    out = network.predict(np.zeros((2, 32, 32, 1), np.uint8), verbose=0)
    assert out.dtype == np.float32
    assert network.get_layer("C3").compute_dtype == "bfloat16"


@pytest.mark.parametrize("n_classes", [2, 10, 100])
def test_codes_are_distinct_and_of_ink_and_background(n_classes):
    codes = digit_codes(n_classes)
    assert (codes.shape, codes.dtype) == ((n_classes, 84), np.float32)
    assert set(np.unique(codes)) == {-1, 1}
    distances = (codes[:, None] != codes[None]).sum(axis=-1) + 84 * np.eye(n_classes)
    assert distances.min() >= 15


def test_a_class_keeps_its_code_whatever_the_number_of_classes():
    np.testing.assert_array_equal(digit_codes(100)[:23], digit_codes(23))
    np.testing.assert_array_equal(digit_codes(23)[:4], digit_codes(4))


def test_the_first_codes_are_upright_digits():
    one = digit_codes(2)[1].reshape(12, 7)
    assert ["".join("#" if ink > 0 else "." for ink in row) for row in one] == [
        "...##..",
        "..###..",
        ".####..",
        *["...##.."] * 8,
        ".######",
    ]
