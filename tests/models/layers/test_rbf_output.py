import keras
import numpy as np
import pytest
from keras import ops

from models._count import count
from models.layers._digit_codes import digit_codes
from models.layers.rbf_output import RBFOutput

CODES = np.array([[1, -1, 1, 1], [-1, -1, 1, -1], [1, 1, -1, 1]], np.float32)


def reference(x, codes=CODES):
    """Negative squared distances, pair by pair in float64."""
    x, codes = x.astype(np.float64), codes.astype(np.float64)
    return np.array([[-((each - code) ** 2).sum() for code in codes] for each in x])


@pytest.fixture
def x():
    return np.random.default_rng(0).normal(size=(5, 4)).astype(np.float32)


def test_agrees_with_the_definition(x):
    layer = RBFOutput(CODES)
    out = ops.convert_to_numpy(layer(x))
    assert out.shape == layer.compute_output_shape(x.shape) == (5, 3)
    np.testing.assert_allclose(out, reference(x), rtol=1e-5)


def test_literally():
    out = RBFOutput([[1, 1], [-1, 1]])(np.array([[1.0, 1.0], [0.0, 0.0], [3.0, 1.0]], np.float32))
    np.testing.assert_allclose(ops.convert_to_numpy(out), [[0, -4], [-2, -2], [-4, -16]])


def test_gradients_agree_with_finite_differences(x):
    net = keras.Sequential([keras.Input((4,)), keras.layers.Dense(4), RBFOutput(CODES)])
    net.compile(keras.optimizers.SGD(1.0), "mse", jit_compile=False)
    kernel, bias, codes = (weight.astype(np.float64) for weight in net.get_weights())
    target = reference(x) + 1
    net.train_on_batch(x, target.astype(np.float32))

    def loss(bias):
        return np.square(reference(x @ kernel + bias) - target).mean()

    steps = 1e-6 * np.eye(4)
    expected = np.array([(loss(bias + step) - loss(bias - step)) / 2e-6 for step in steps])
    np.testing.assert_allclose(bias - net.get_weights()[1], expected, rtol=1e-3, atol=1e-4)
    np.testing.assert_array_equal(net.get_weights()[2], codes)


def test_the_codes_are_a_weight_that_is_not_trained():
    layer = RBFOutput(CODES)
    layer.build((None, 4))
    assert layer.trainable_weights == []
    np.testing.assert_array_equal(layer.get_weights()[0], CODES)


def test_counts_the_codes_as_fixed():
    net = keras.Sequential([keras.Input((84,)), RBFOutput(digit_codes(10), name="output")])
    (layer,) = count(net).layers
    assert (layer.name, layer.output, layer.learned, layer.fixed) == ("output", (10,), 0, 840)
    assert (layer.connections, layer.macs, layer.activations) == (840, 840, 10)


def test_codes_of_another_length_are_refused():
    with pytest.raises(ValueError, match="as many inputs as a code has units, 4, received 5"):
        RBFOutput(CODES).build((None, 5))


def test_codes_of_one_dimension_are_refused():
    with pytest.raises(ValueError, match=r"expected codes of two dimensions, received \(4,\)"):
        RBFOutput(CODES[0])


def test_mixed_precision_gives_float32(x):
    net = keras.Sequential([keras.Input((4,)), RBFOutput(CODES, dtype="mixed_bfloat16")])
    assert net.outputs[0].dtype == "float32"
    out = net(x)
    assert keras.backend.standardize_dtype(out.dtype) == "float32"
    np.testing.assert_allclose(ops.convert_to_numpy(out), reference(x), rtol=0.02, atol=0.1)


def test_saved_and_loaded_it_is_the_same(x, tmp_path):
    net = keras.Sequential([keras.Input((4,)), RBFOutput(CODES)])
    net.save(tmp_path / "net.keras")
    again = keras.saving.load_model(tmp_path / "net.keras")
    np.testing.assert_array_equal(ops.convert_to_numpy(again(x)), ops.convert_to_numpy(net(x)))
