import cv2
import keras
import numpy as np
import pytest
from keras import ops

from models import _sift_side as sides
from models._sift import Kernels, Sift
from models._sift_descriptors import Descriptors
from models._sift_side import side
from models.descriptors import dense_sift as transformers
from models.layers.dense_sift import DenseSIFT

# Blurred, so that slopes of whole grey levels are not equal: sharing them has a kink there.
SETTINGS = {"step": 5, "bin_widths": (2.0, 3.0), "blur": 0.5}


@pytest.fixture
def x():
    noise = np.random.default_rng(0).integers(0, 256, (3, 20, 24)).astype(np.uint8)
    return np.stack([cv2.GaussianBlur(image, (5, 5), 0) for image in noise])[..., None]


def network(shape, **options):
    layer = DenseSIFT(**{**SETTINGS, **options})
    return keras.Sequential([keras.Input(shape, dtype="uint8"), layer])


@pytest.mark.parametrize("blur", [1 / 6, 0.5])
@pytest.mark.parametrize("channels", [1, 3])
def test_it_is_the_transformer(x, channels, blur):
    images = np.concatenate([x // each for each in (1, 2, 3)[:channels]], axis=-1)
    expected = transformers.DenseSIFT(**{**SETTINGS, "blur": blur}).transform(images)
    out = network(images.shape[1:], blur=blur).predict(images, verbose=0)
    np.testing.assert_allclose(out, expected, atol=1e-4)


def test_shape_and_cost_are_the_transformers(x):
    fixed = network(x.shape[1:], trainable=False).layers[0]
    ours = fixed.cost()
    theirs = transformers.DenseSIFT(**SETTINGS).cost(x.shape[1:])
    assert fixed.compute_output_shape((None, *x.shape[1:])) == (None, *theirs.output)
    assert (ours.fixed, ours.macs, ours.output) == (theirs.fixed, theirs.macs, theirs.output)
    assert ours.fixed == fixed.count_params()


def test_where_nothing_is_blurred_that_can_be_learned():
    np.testing.assert_array_equal(Sift(bin_width=3.0).kernels(28).blur, [0, 1, 0])


def test_learned_kernels_count_as_learned(x):
    cost = network(x.shape[1:]).layers[0].cost()
    assert (cost.learned, cost.fixed) == (network(x.shape[1:]).count_params(), 0)


def gradients(target, x, weighting):
    """Give the gradient of the weighted sum of outputs with respect to each weight."""
    before = target.get_weights()
    target.compile(keras.optimizers.SGD(1.0), lambda y, out: ops.sum(y * out), jit_compile=False)
    target.train_on_batch(x, weighting)
    found = [old - new for old, new in zip(before, target.get_weights(), strict=True)]
    target.set_weights(before)
    return found


def in_float64(weights, x):
    """Describe images with these kernels, in the order of the layer's weights."""
    scales = transformers.DenseSIFT(**SETTINGS).scales()
    kernels = [Kernels(*weights[place : place + 3]) for place in range(0, len(weights), 3)]
    described = []
    for place, scale in enumerate(scales):
        sides = [
            side(np, kernels[2 * place + axis], scale.placement(x.shape[1 + axis]))
            for axis in (0, 1)
        ]
        described.append(Descriptors(np, *sides)(x))
    return np.concatenate(described, axis=1)


@pytest.mark.parametrize("blur", [1 / 6, 0.5])
@pytest.mark.parametrize("flat_from", [24, 12])
def test_its_gradients_are_those_of_finite_differences(x, flat_from, blur, monkeypatch):
    monkeypatch.setitem(SETTINGS, "blur", blur)
    x = x + np.random.default_rng(2).uniform(-0.4, 0.4, x.shape).astype(np.float32)  # no ties
    x[:, :, flat_from:] = 255  # where slopes are rounding, of which nothing is to be learned
    target = keras.Sequential([keras.Input(x.shape[1:]), DenseSIFT(**SETTINGS)])
    out = target.predict(x, verbose=0)
    plain = out > 0.02  # the root is so steep near nought that float32 does not tell its slope
    weighting = np.random.default_rng(1).normal(size=out.shape) * plain
    weights = [each.astype(np.float64) for each in target.get_weights()]
    for place, gradient in enumerate(gradients(target, x, weighting)):
        steepest = gradient / np.linalg.norm(gradient)
        ends = []
        for way in (1e-8, -1e-8):
            moved = [*weights[:place], weights[place] + way * steepest, *weights[place + 1 :]]
            ends.append((in_float64(moved, x.astype(np.float64)) * weighting).sum())
        assert (ends[0] - ends[1]) / 2e-8 == pytest.approx(np.linalg.norm(gradient), rel=0.01)


def test_images_without_texture_give_nought_and_a_finite_gradient(x):
    flat = np.full_like(x, 77)
    target = network(x.shape[1:])
    assert not target.predict(flat, verbose=0).any()
    weighting = np.ones((len(x), *target.layers[0].output.shape[1:]), np.float32)
    assert all(np.isfinite(gradient).all() for gradient in gradients(target, flat, weighting))


def test_it_is_saved_and_loaded(x, tmp_path):
    target = network(x.shape[1:])
    target.weights[0].assign(target.weights[0] * 1.5)
    target.save(tmp_path / "sift.keras")
    loaded = keras.saving.load_model(tmp_path / "sift.keras", safe_mode=True)
    np.testing.assert_array_equal(loaded.predict(x, verbose=0), target.predict(x, verbose=0))


def test_mixed_precision_computes_in_float32(x):
    out = network(x.shape[1:], dtype="mixed_bfloat16").predict(x, verbose=0)
    assert str(out.dtype) == "bfloat16"
    np.testing.assert_allclose(
        out.astype(np.float32), network(x.shape[1:]).predict(x, verbose=0), atol=4e-3
    )


def test_on_large_images_bands_are_the_whole_matrices(monkeypatch):
    noise = np.random.default_rng(0).integers(0, 256, (2, 96, 130, 1)).astype(np.uint8)
    made = network(noise.shape[1:])
    banded = transformers.DenseSIFT(**SETTINGS).transform(noise)
    np.testing.assert_allclose(made.predict(noise, verbose=0), banded, atol=1e-4)
    monkeypatch.setattr(sides, "_ROWS", 1000)
    np.testing.assert_allclose(
        transformers.DenseSIFT(**SETTINGS).transform(noise), banded, atol=1e-5
    )
