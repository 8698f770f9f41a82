import keras
import numpy as np
import pytest
from keras import ops

from models.layers.ceil_pooling_2d import CeilPooling2D

REDUCE = {"max": np.max, "average": np.mean}


class Shift(keras.layers.Layer):
    """Adds weights that begin at nought, so that their gradient is that of its output."""

    def build(self, shape):
        self.shift = self.add_weight(shape=shape[1:], initializer="zeros", name="shift")
        self.built = True

    def call(self, inputs):
        return inputs + self.shift


def reference(x, size, strides, mode):
    """Windows that begin inside the image, cut off at its edge, in float64."""
    tops, lefts = (
        [start for start in range(0, side, strides) if start == 0 or start - strides + size < side]
        for side in x.shape[1:3]
    )
    out = np.empty((len(x), len(tops), len(lefts), x.shape[3]))
    for i, top in enumerate(tops):
        for j, left in enumerate(lefts):
            window = x[:, top : top + size, left : left + size].astype(np.float64)
            out[:, i, j] = REDUCE[mode](window, axis=(1, 2))
    return out


@pytest.fixture
def x():
    """Negative numbers only: a padding with zeros would win the maximum."""
    return np.random.default_rng(0).uniform(-9, -1, (2, 8, 11, 3)).astype(np.float32)


@pytest.mark.parametrize("mode", ["max", "average"])
@pytest.mark.parametrize(("size", "strides"), [(3, 2), (2, 2), (3, 3), (5, 5), (3, 1), (5, 2)])
def test_agrees_with_the_definition(x, size, strides, mode):
    pooling = CeilPooling2D(size, strides, mode)
    out = ops.convert_to_numpy(pooling(x))
    np.testing.assert_allclose(out, reference(x, size, strides, mode), rtol=1e-5)
    assert pooling.compute_output_shape((None, 8, 11, 3)) == (None, *out.shape[1:])


@pytest.mark.parametrize(
    ("side", "size", "strides", "expected"),
    [(142, 3, 2, 71), (32, 3, 2, 16), (54, 5, 5, 11), (7, 2, 2, 4), (54, 3, 2, 27), (9, 3, 2, 4)],
)
def test_published_sizes(side, size, strides, expected):
    shape = CeilPooling2D(size, strides).compute_output_shape((None, side, side, 1))
    assert shape == (None, expected, expected, 1)


@pytest.mark.parametrize("mode", ["max", "average"])
def test_gradients_agree_with_finite_differences_of_the_definition(x, mode):
    network = keras.Sequential([keras.Input(x.shape[1:]), Shift(), CeilPooling2D(3, 2, mode)])
    rng = np.random.default_rng(1)
    upstream = rng.normal(size=network.output_shape[1:]).astype(np.float32)
    network.compile(keras.optimizers.SGD(1.0), lambda y, out: ops.sum(out * y, axis=(1, 2, 3)))
    network.train_on_batch(x[:1], upstream[None])
    gradient = -network.layers[0].get_weights()[0]
    image = x[:1].astype(np.float64)
    for place in np.ndindex(gradient.shape):
        image[0][place] += 1e-5
        above = (reference(image, 3, 2, mode) * upstream).sum()
        image[0][place] -= 2e-5
        slope = (above - (reference(image, 3, 2, mode) * upstream).sum()) / 2e-5
        image[0][place] += 1e-5
        assert gradient[place] == pytest.approx(slope, rel=1e-4, abs=1e-5)


@pytest.mark.parametrize("mode", ["max", "average"])
def test_bfloat16_in_gives_bfloat16_out(x, mode):
    out = CeilPooling2D(3, 2, mode, dtype="mixed_bfloat16")(x)
    assert keras.backend.standardize_dtype(out.dtype) == "bfloat16"
    np.testing.assert_allclose(
        ops.convert_to_numpy(ops.cast(out, "float32")), reference(x, 3, 2, mode), rtol=0.02
    )


def test_saved_and_loaded_it_is_the_same(x, tmp_path):
    network = keras.Sequential([keras.Input(x.shape[1:]), CeilPooling2D(3, 2, "average")])
    network.save(tmp_path / "net.keras")
    again = keras.saving.load_model(tmp_path / "net.keras")
    np.testing.assert_array_equal(ops.convert_to_numpy(again(x)), ops.convert_to_numpy(network(x)))


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"mode": "median"}, "mode of max, average, received 'median'"),
        ({"strides": 3}, "strides of 2 or less, received 3"),
    ],
)
def test_wrong_settings_are_refused(settings, message):
    with pytest.raises(ValueError, match=message):
        CeilPooling2D(2, **settings)
