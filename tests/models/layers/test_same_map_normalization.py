import keras
import numpy as np
import pytest
from keras import ops

from models.layers.same_map_normalization import SameMapNormalization


class Shift(keras.layers.Layer):
    """Adds weights that begin at nought, so that their gradient is that of its output."""

    def build(self, shape):
        self.shift = self.add_weight(shape=shape[1:], initializer="zeros", name="shift")
        self.built = True

    def call(self, inputs):
        return inputs + self.shift


def reference(x, size=3, alpha=5e-5 / 9, beta=0.75):
    """The formula pixel by pixel, in float64; the square is cut off at the edge."""
    x = x.astype(np.float64)
    reach, out = size // 2, np.empty_like(x)
    for i in range(x.shape[1]):
        for j in range(x.shape[2]):
            rows, columns = slice(max(0, i - reach), i + reach + 1), slice(max(0, j - reach), None)
            near = x[:, rows, columns][:, :, : j + reach + 1 - max(0, j - reach)]
            out[:, i, j] = x[:, i, j] / (1 + alpha * (near**2).sum(axis=(1, 2))) ** beta
    return out


@pytest.fixture
def x():
    return np.random.default_rng(0).normal(0, 60, (2, 5, 6, 3)).astype(np.float32)


@pytest.mark.parametrize("settings", [{}, {"size": 5, "alpha": 0.02, "beta": 0.5}, {"size": 1}])
def test_agrees_with_the_formula(x, settings):
    out = SameMapNormalization(**settings)(x)
    np.testing.assert_allclose(
        ops.convert_to_numpy(out), reference(x, **settings), rtol=5e-6, atol=1e-6
    )


def test_an_image_of_ones():
    """Corners have four neighbours in the image, themselves counted, and the middle nine."""
    out = SameMapNormalization(size=3, alpha=1.0, beta=1.0)(np.ones((1, 3, 3, 1), np.float32))
    expected = [[1 / 5, 1 / 7, 1 / 5], [1 / 7, 1 / 10, 1 / 7], [1 / 5, 1 / 7, 1 / 5]]
    np.testing.assert_allclose(ops.convert_to_numpy(out)[0, :, :, 0], expected, rtol=1e-6)


def test_gradients_agree_with_finite_differences_of_the_formula(x):
    settings = {"alpha": 0.01}
    normalisation = SameMapNormalization(**settings)
    network = keras.Sequential([keras.Input(x.shape[1:]), Shift(), normalisation])
    rng = np.random.default_rng(1)
    upstream = rng.normal(size=x.shape[1:]).astype(np.float32)
    network.compile(keras.optimizers.SGD(1.0), lambda y, out: ops.sum(out * y, axis=(1, 2, 3)))
    network.train_on_batch(x[:1] / 60, upstream[None])
    gradient = -network.layers[0].get_weights()[0]
    image = x[:1].astype(np.float64) / 60
    for place in np.ndindex(gradient.shape):
        image[0][place] += 1e-5
        above = (reference(image, **settings) * upstream).sum()
        image[0][place] -= 2e-5
        slope = (above - (reference(image, **settings) * upstream).sum()) / 2e-5
        image[0][place] += 1e-5
        assert gradient[place] == pytest.approx(slope, rel=1e-4, abs=1e-5)


def test_an_even_size_is_refused():
    with pytest.raises(ValueError, match="odd size, received 4"):
        SameMapNormalization(size=4)


def test_bfloat16_in_gives_bfloat16_out(x):
    out = SameMapNormalization(dtype="mixed_bfloat16")(x)
    assert keras.backend.standardize_dtype(out.dtype) == "bfloat16"
    np.testing.assert_allclose(
        ops.convert_to_numpy(ops.cast(out, "float32")), reference(x), rtol=0.02, atol=0.01
    )


def test_saved_and_loaded_it_is_the_same(x, tmp_path):
    normalisation = SameMapNormalization(size=5, alpha=0.5, beta=0.6)
    network = keras.Sequential([keras.Input(x.shape[1:]), normalisation])
    network.save(tmp_path / "net.keras")
    again = keras.saving.load_model(tmp_path / "net.keras")
    np.testing.assert_array_equal(ops.convert_to_numpy(again(x)), ops.convert_to_numpy(network(x)))
