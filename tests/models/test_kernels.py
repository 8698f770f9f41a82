"""What models say of their kernels is what they compute with."""

import cv2
import keras
import numpy as np
import pytest
from scipy.signal import correlate

from models import Split
from models.cnn_svm import CNNSVM
from models.coates import Coates
from models.descriptors import dense_sift
from models.descriptors.gabor import Gabor
from models.fisher_net import FisherNet
from models.gabor_svm import GaborSVM
from models.layers.dense_sift import DenseSIFT
from models.layers.partial_conv2d import PartialConv2D
from models.lenet import LeNet
from models.logistic import Logistic
from models.majority import Majority
from models.mlp import MLP
from models.random_features import RandomFeatures
from models.sift_svm import SiftSVM

RNG = np.random.default_rng(0)
GREY, COLOUR = (RNG.integers(0, 256, (30, 16, 16, channels), np.uint8) for channels in (1, 3))


def fitted(model, x=GREY):
    train = Split(x, np.arange(len(x)) % 3)
    model.fit(train, train, n_classes=3, seed=0)
    return model


def by_hand(images, kernels):
    """Correlate images (n, height, width, c) with kernels (k, ..., c), whole windows alone."""
    return np.stack(
        [
            [correlate(image, kernel, mode="valid", method="direct")[..., 0] for kernel in kernels]
            for image in images.astype(np.float64)
        ]
    )


@pytest.fixture(scope="module")
def lenet():
    return fitted(LeNet(epochs=1), COLOUR)


def test_those_of_a_convolution_give_its_output(lenet):
    first = keras.Model(lenet.trained.inputs, lenet.trained.get_layer("C1").output)
    x = lenet.prepare(COLOUR[:2])
    maps = by_hand(x / 127.5 - 1, lenet.kernel_banks()["C1"])
    bias = lenet.trained.get_layer("C1").get_weights()[1]
    expected = np.maximum(0, maps.transpose(0, 2, 3, 1) + bias)
    np.testing.assert_allclose(first.predict(x, verbose=0), expected, atol=1e-4)


def test_every_convolution_has_its_own(lenet):
    assert {name: each.shape for name, each in lenet.kernel_banks().items()} == {
        "C1": (6, 5, 5, 3),
        "C3": (16, 5, 5, 6),
    }


def test_those_before_are_those_that_training_began_from(lenet):
    keras.utils.clear_session()
    keras.utils.set_random_seed(0)
    begun = lenet.network((32, 32, 3), 3).get_layer("C1").get_weights()[0]
    np.testing.assert_array_equal(lenet.kernel_banks_before["C1"], begun.transpose(3, 0, 1, 2))
    moved = lenet.kernel_banks()["C1"] - lenet.kernel_banks_before["C1"]
    assert np.abs(moved).max() > 1e-4


def test_they_are_copies(lenet):
    before = lenet.kernel_banks()
    before["C1"][:] = 0
    assert lenet.kernel_banks()["C1"].any()


def test_a_restored_network_has_them(lenet, tmp_path):
    lenet.save(tmp_path / "weights.keras")
    again = LeNet()
    again.restore(tmp_path / "weights.keras")
    np.testing.assert_array_equal(again.kernel_banks()["C3"], lenet.kernel_banks()["C3"])
    assert again.kernel_banks_before == {}


def test_a_network_within_a_network_has_them():
    inner = keras.Sequential([keras.Input((8, 8, 1)), keras.layers.Conv2D(2, 3, name="inside")])
    from models._network_kernels import network_kernels

    outer = keras.Sequential([keras.Input((8, 8, 1)), inner, keras.layers.Flatten()])
    assert network_kernels(outer)["inside"].shape == (2, 3, 3, 1)
    inner.layers[0].trainable = False
    assert network_kernels(outer, learned=True) == {}


def test_a_machine_on_a_network_has_the_networks():
    model = fitted(CNNSVM("lenet(epochs=1)"))
    assert list(model.kernel_banks()) == list(model.kernel_banks_before) == ["C1", "C3"]
    np.testing.assert_array_equal(
        model.kernel_banks()["C1"], fitted(LeNet(epochs=1)).kernel_banks()["C1"]
    )


def test_links_that_do_not_exist_are_nought():
    layer = PartialConv2D(3, ((0,), (1, 2)), name="C3")
    x = RNG.random((2, 6, 7, 3)).astype(np.float32)
    out = keras.ops.convert_to_numpy(layer(x))
    kernels = layer.kernels()["C3"]
    assert not kernels[0, :, :, 1:].any()
    assert not kernels[1, :, :, 0].any()
    bias = layer.get_weights()[1]
    expected = by_hand(x, kernels).transpose(0, 2, 3, 1) + bias
    np.testing.assert_allclose(out, expected, atol=1e-5)


def test_words_are_whitened_patches():
    model = fitted(Coates(words=5, field=4), COLOUR)
    coding = model.fitted[0]
    words = model.kernel_banks()["words"]
    assert (words.shape, words.dtype) == ((5, 4, 4, 3), np.float32)
    patch = coding.descriptor.transform(COLOUR[:1])[0, :1]  # the upper left
    cut = COLOUR[0, :4, :4].astype(np.float64)
    expected = (cut - cut.mean()) / np.sqrt(cut.var() + 10)
    np.testing.assert_allclose(coding.descriptor.patches(patch)[0], expected, atol=1e-5)
    np.testing.assert_array_equal(words[..., 2].reshape(5, -1), coding.centres_[:, 32:])


def test_random_kernels_are_those_drawn():
    model = fitted(RandomFeatures(filters=4, patch=3), COLOUR)
    kernels = model.kernel_banks()["filters"]
    np.testing.assert_array_equal(kernels[1, :, :, 2], model.fitted[0].kernels_[1, 2])
    np.testing.assert_allclose(np.square(kernels).sum(axis=(1, 2, 3)), 1, atol=1e-5)


def test_gabor_kernels_are_opencvs():
    bank = Gabor(orientations=3, wavelengths=(2.5, 4.0)).kernels()
    deviation = 0.56 * 4
    bell = cv2.getGaussianKernel(15, deviation)  # three deviations to either side
    bell = bell @ bell.T
    assert bank["gabor_4"].shape == (2 * 3, 15, 15, 1)
    for place, angle in enumerate(np.pi * np.arange(3) / 3):
        even, odd = (
            cv2.getGaborKernel((15, 15), deviation, angle, 4.0, 1.0, phase) * bell.max()
            for phase in (0, -np.pi / 2)
        )
        turned = [each[::-1, ::-1] for each in (even, odd)]  # OpenCV's axes point the other way
        ours = bank["gabor_4"][2 * place : 2 * place + 2, ..., 0]
        np.testing.assert_allclose(ours[0], turned[0] - even.sum() * bell, atol=1e-6)
        assert min(np.abs(ours[1] - sign * odd).max() for sign in (1, -1)) < 1e-6


def test_gabor_kernels_give_the_energies():
    gabor = Gabor(orientations=2, wavelengths=(3.0,), grid=1)
    bank, x = gabor.kernels(), GREY[:2]
    reach = 5  # three deviations of 1.68
    padded = np.pad(x / 255, ((0, 0), (reach, reach), (reach, reach), (0, 0)), mode="symmetric")
    even, odd = np.split(by_hand(padded, bank["gabor_3"][[0, 2, 1, 3]]), 2, axis=1)
    energies = np.hypot(even, odd).mean(axis=(2, 3))
    np.testing.assert_allclose(np.square(gabor.transform(x)[:, :2]), energies, atol=1e-5)
    padded = np.pad(x / 255, ((0, 0), (3, 3), (3, 3), (0, 0)), mode="symmetric")
    slopes = by_hand(padded, bank["edges"])
    rising = np.maximum(0, slopes).mean(axis=(2, 3))
    np.testing.assert_allclose(np.square(gabor.transform(x)[:, 2:4]), rising, atol=1e-5)


def test_the_bank_is_the_models():
    assert list(fitted(GaborSVM(orientations=2)).kernel_banks()) == ["gabor_3", "gabor_6", "edges"]


@pytest.mark.parametrize("model", [Majority(), Logistic(), MLP(epochs=1)])
def test_models_without_any_have_none(model):
    assert fitted(model).kernel_banks() == {}


def test_sift_as_a_network_has_slopes_and_windows():
    layer = DenseSIFT(step=3, bin_widths=(2.0,), blur=0.5, name="sift")
    layer.build((None, 16, 16, 1))
    kernels = layer.kernels()
    assert list(kernels) == ["sift_slopes_2", "sift_cells_2"]
    taps = np.arange(-3, 4)
    bell = np.exp(-(taps**2) / (2 * 0.75)) / np.exp(-(taps**2) / (2 * 0.75)).sum()
    slope = np.convolve(bell, [-1, 0, 1])
    np.testing.assert_allclose(
        kernels["sift_slopes_2"][0, ..., 0], np.outer(np.pad(bell, 1), slope), atol=1e-6
    )
    np.testing.assert_allclose(
        kernels["sift_slopes_2"][1, ..., 0], np.outer(slope, np.pad(bell, 1)), atol=1e-6
    )
    assert kernels["sift_cells_2"].shape[0] == 16
    rows, columns = (kernels["sift_cells_2"].sum(axis=axis)[..., 0] for axis in (2, 1))
    assert (rows.argmax(axis=1)[::4] == columns.argmax(axis=1)[:4]).all()
    assert (np.diff(columns.argmax(axis=1)[:4]) > 0).all()


@pytest.mark.parametrize("shape", [(16, 16, 1), (9, 21, 3)])
def test_sift_without_a_network_has_the_same_for_images_of_a_size(shape):
    settings = {"step": 3, "bin_widths": (2.0, 4.0), "blur": 0.5}
    layer = DenseSIFT(**settings, name="sift")
    layer.build((None, *shape))
    ours, expected = dense_sift.DenseSIFT(**settings).kernels_for(shape), layer.kernels()
    assert list(ours) == list(expected)
    for name, kernels in expected.items():
        assert ours[name].dtype == np.float32
        np.testing.assert_array_equal(ours[name], kernels)


def test_sift_under_visual_words_has_those_of_the_layer():
    images = COLOUR[:, :, :-1]  # sides of which one has its points between pixels
    model = SiftSVM(words=16, step=3, bin_widths=(2.0, 3.5))
    layer = DenseSIFT(step=3, bin_widths=(2.0, 3.5), name="sift")
    layer.build((None, *images.shape[1:]))
    ours, expected = fitted(model, images).kernel_banks(), layer.kernels()
    assert list(ours) == ["sift_slopes_2", "sift_cells_2", "sift_slopes_3.5", "sift_cells_3.5"]
    for name, kernels in expected.items():
        np.testing.assert_array_equal(ours[name], kernels)


def test_slopes_are_what_sift_computes():
    """A step to the right, far from the edges: the kernel's response is the layer's slope."""
    layer = DenseSIFT(step=3, bin_widths=(3.0,), blur=0.5, name="sift")
    layer.build((None, 24, 24, 1))
    from models._sift_descriptors import Descriptors

    image = RNG.integers(0, 256, (1, 24, 24, 1)).astype(np.float32)
    sides = [_side(layer, place) for place in (0, 1)]
    across, down = Descriptors(keras.ops, *sides)._slopes(image[..., 0].transpose(1, 0, 2))
    kernels = layer.kernels()["sift_slopes_3"]
    reach = kernels.shape[1] // 2
    inside = slice(reach, 24 - reach)
    ours = by_hand(image, kernels)[0]
    for slopes, expected in zip((across, down), ours, strict=True):
        computed = keras.ops.convert_to_numpy(slopes)[inside, 0, inside]
        np.testing.assert_allclose(computed, expected, atol=1e-3)


def _side(layer, place):
    from models._sift_side import side

    return side(keras.ops, layer._kernels[0][place], layer._placements[0][place])


def test_fixed_and_learned_sift_begin_alike():
    settings = {"words": 4, "dimensions": 8, "step": 4, "epochs": 2}
    fixed = fitted(FisherNet(**settings, kernels="fixed"))
    learned = fitted(FisherNet(**settings))
    assert fixed.kernel_banks_before == {}
    assert (
        list(learned.kernel_banks_before)
        == list(learned.kernel_banks())
        == list(fixed.kernel_banks())
    )
    for name, kernels in fixed.kernel_banks().items():
        np.testing.assert_array_equal(learned.kernel_banks_before[name], kernels)
        assert np.abs(learned.kernel_banks()[name] - kernels).max() > 0
