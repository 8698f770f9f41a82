import keras
import numpy as np
import pytest
from keras import ops

from models._fisher import FisherVectors, Gaussians
from models.layers.fisher_vector import FisherVector

WORDS, DIMENSIONS, POINTS, NUMBERS = 3, 4, 10, 6


@pytest.fixture
def x():
    return np.random.default_rng(0).normal(size=(5, POINTS, NUMBERS)).astype(np.float32)


@pytest.fixture
def positions():
    return np.random.default_rng(1).random((POINTS, 2)).astype(np.float32)


@pytest.fixture
def gaussians():
    rng = np.random.default_rng(2)
    wide = (WORDS, DIMENSIONS + 2)
    shapes = ((NUMBERS,), (NUMBERS, DIMENSIONS), (WORDS,), wide, wide)
    return Gaussians(*(rng.normal(size=shape).astype(np.float32) / 2 for shape in shapes))


@pytest.fixture
def network(gaussians, positions):
    made = keras.Sequential([keras.Input((POINTS, NUMBERS)), FisherVector(WORDS, DIMENSIONS)])
    made.layers[0].take(gaussians, positions)
    return made


def expected(gaussians, positions, x):
    return FisherVectors(np, gaussians, positions)(x)


def test_it_is_the_encoding(network, gaussians, positions, x):
    out = network.predict(x, verbose=0)
    np.testing.assert_allclose(out, expected(gaussians, positions, x), atol=1e-4)


def test_weights_of_words_need_not_sum_to_1(network, gaussians, positions, x):
    doubled = gaussians._replace(log_weights=gaussians.log_weights + np.float32(np.log(2)))
    before = network.predict(x, verbose=0)
    network.layers[0].take(doubled, positions)
    np.testing.assert_allclose(network.predict(x, verbose=0), before, atol=1e-5)


def test_its_gradients_are_those_of_finite_differences(network, positions, x):
    weighting = np.random.default_rng(3).normal(size=network.predict(x, verbose=0).shape)
    before = network.get_weights()
    network.compile(keras.optimizers.SGD(1.0), lambda y, out: ops.sum(y * out), jit_compile=False)
    network.train_on_batch(x, weighting)
    found = [old - new for old, new in zip(before, network.get_weights(), strict=True)]
    assert not found[-1].any()  # where points are is not learned
    for place, gradient in enumerate(found[:-1]):
        steepest = gradient / np.linalg.norm(gradient)
        ends = []
        for way in (1e-4, -1e-4):
            values = list(before)
            values[place] = values[place].astype(np.float64) + way * steepest
            named = Gaussians(*(np.asarray(each, np.float64) for each in values[:-1]))
            ends.append((expected(named, positions, x.astype(np.float64)) * weighting).sum())
        slope = (ends[0] - ends[1]) / 2e-4
        assert slope == pytest.approx(np.linalg.norm(gradient), rel=0.01)


def test_what_is_fixed_counts_as_fitted_and_what_is_trained_as_learned(network):
    layer = network.layers[0]
    positions = 2 * POINTS
    assert (layer.cost().learned, layer.cost().fitted) == (layer.count_params() - positions, 0)
    layer.trainable = False
    assert (layer.cost().learned, layer.cost().fitted) == (0, layer.count_params() - positions)
    assert layer.cost().output == layer.output.shape[1:]


def test_it_is_saved_and_loaded(network, x, tmp_path):
    network.save(tmp_path / "fisher.keras")
    loaded = keras.saving.load_model(tmp_path / "fisher.keras", safe_mode=True)
    np.testing.assert_array_equal(loaded.predict(x, verbose=0), network.predict(x, verbose=0))


def test_mixed_precision_computes_in_float32(gaussians, positions, x):
    layer = FisherVector(WORDS, DIMENSIONS, dtype="mixed_bfloat16")
    layer.build(x.shape)
    layer.take(gaussians, positions)
    out = layer(x)
    assert keras.backend.standardize_dtype(out.dtype) == "bfloat16"
    seen = ops.convert_to_numpy(ops.cast(out, "float32"))
    rounded = ops.convert_to_numpy(ops.cast(ops.cast(x, "bfloat16"), "float32"))
    np.testing.assert_allclose(seen, expected(gaussians, positions, rounded), atol=0.01)
