import keras
import numpy as np
from keras import ops

from models.layers.mean_image import MeanImage

X = np.random.default_rng(0).integers(0, 256, (50, 4, 5, 3), np.uint8)


def test_takes_off_the_mean_of_the_images_it_was_shown():
    layer = MeanImage()
    layer.build(X.shape)
    layer.adapt(X)
    out = ops.convert_to_numpy(layer(X[:7]))
    expected = X[:7].astype(np.float64) - X.astype(np.float64).mean(axis=0)
    np.testing.assert_allclose(out, expected, atol=1e-4)


def test_takes_nothing_off_before_that():
    np.testing.assert_array_equal(ops.convert_to_numpy(MeanImage()(X[:7])), X[:7])


def test_the_mean_is_fitted_and_not_trained():
    network = keras.Sequential([keras.Input(X.shape[1:], dtype="uint8"), MeanImage(name="centre")])
    assert network.trainable_weights == []
    assert network.layers[0].cost().fitted == 4 * 5 * 3


def test_saved_and_loaded_it_is_the_same(tmp_path):
    network = keras.Sequential([keras.Input(X.shape[1:], dtype="uint8"), MeanImage()])
    network.layers[0].adapt(X)
    network.save(tmp_path / "net.keras")
    again = keras.saving.load_model(tmp_path / "net.keras")
    np.testing.assert_array_equal(ops.convert_to_numpy(again(X)), ops.convert_to_numpy(network(X)))


def test_bfloat16_is_computed_with():
    layer = MeanImage(dtype="mixed_bfloat16")
    assert keras.backend.standardize_dtype(layer(X).dtype) == "bfloat16"
