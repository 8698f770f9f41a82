import keras
import numpy as np
import pytest
from keras import ops

from models.layers.scaled_tanh import scaled_tanh


def test_passes_through_one_and_minus_one():
    out = ops.convert_to_numpy(scaled_tanh(ops.convert_to_tensor([-1.0, 0.0, 1.0])))
    np.testing.assert_allclose(out, [-1, 0, 1], atol=1e-4)


def test_agrees_with_the_formula():
    x = np.linspace(-30, 30, 61).astype(np.float32)
    out = ops.convert_to_numpy(scaled_tanh(ops.convert_to_tensor(x)))
    np.testing.assert_allclose(out, 1.7159 * np.tanh(x.astype(np.float64) / 1.5), rtol=1e-5)


@pytest.mark.parametrize("dtype", ["bfloat16", "float32"])
def test_keeps_the_number_type(dtype):
    out = scaled_tanh(ops.ones((2,), dtype))
    assert keras.backend.standardize_dtype(out.dtype) == dtype


def test_saved_and_loaded_it_is_the_same(tmp_path):
    layer = keras.layers.Dense(3, activation=scaled_tanh)
    keras.Sequential([keras.Input((4,)), layer]).save(tmp_path / "net.keras")
    again = keras.saving.load_model(tmp_path / "net.keras")
    assert again.layers[0].activation is scaled_tanh
