import keras
import numpy as np
import pytest
from keras import ops

from models.layers.local_response_normalization import LocalResponseNormalization


def reference(x, k=2.0, size=5, alpha=1e-4, beta=0.75):
    """Section 3.3 of the paper, channel by channel, in float64."""
    x = x.astype(np.float64)
    out = np.empty_like(x)
    for i in range(x.shape[-1]):
        near = x[..., max(0, i - size // 2) : i + size // 2 + 1]
        out[..., i] = x[..., i] / (k + alpha * (near**2).sum(axis=-1)) ** beta
    return out


@pytest.fixture
def x():
    return np.random.default_rng(0).normal(0, 60, (2, 3, 4, 7)).astype(np.float32)


@pytest.mark.parametrize("settings", [{}, {"k": 1.0, "size": 3, "alpha": 0.02, "beta": 0.5}])
def test_agrees_with_the_formula(x, settings):
    layer = LocalResponseNormalization(**settings)
    np.testing.assert_allclose(
        ops.convert_to_numpy(layer(x)), reference(x, **settings), rtol=2e-6, atol=1e-6
    )


def test_fewer_channels_than_neighbours(x):
    few = x[..., :2]
    layer = LocalResponseNormalization()
    np.testing.assert_allclose(
        ops.convert_to_numpy(layer(few)), reference(few), rtol=2e-6, atol=1e-6
    )


def test_an_even_size_is_refused():
    with pytest.raises(ValueError, match="odd size, received 4"):
        LocalResponseNormalization(size=4)


def test_bfloat16_in_gives_bfloat16_out(x):
    layer = LocalResponseNormalization(dtype="mixed_bfloat16")
    out = layer(x)
    assert keras.backend.standardize_dtype(out.dtype) == "bfloat16"
    np.testing.assert_allclose(
        ops.convert_to_numpy(ops.cast(out, "float32")), reference(x), rtol=0.02, atol=0.01
    )


def test_saved_and_loaded_it_is_the_same(x, tmp_path):
    layer = LocalResponseNormalization(k=1.0, size=3, alpha=0.5, beta=0.6)
    network = keras.Sequential([keras.Input(x.shape[1:]), layer])
    network.save(tmp_path / "net.keras")
    again = keras.saving.load_model(tmp_path / "net.keras")
    np.testing.assert_array_equal(ops.convert_to_numpy(again(x)), ops.convert_to_numpy(network(x)))
