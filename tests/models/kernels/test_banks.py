"""What first kernels can begin as."""

import cv2
import numpy as np
import pytest
from sklearn.cluster import KMeans

from models._part import part, parts

RNG = np.random.default_rng(0)
X = RNG.integers(0, 256, (40, 14, 12, 3), np.uint8)


def bank(name, x=X, filters=8, side=5, seed=0):
    return part("kernels", name)(x, filters, side, seed)


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("name", parts("kernels"))
def test_kernels_have_mean_nought_and_length_one(name, channels):
    kernels = bank(name, X[..., :channels], filters=7)
    assert (kernels.shape, kernels.dtype) == ((7, 5, 5, channels), np.float32)
    np.testing.assert_allclose(kernels.sum(axis=(1, 2, 3)), 0, atol=1e-4)
    np.testing.assert_allclose(np.square(kernels).sum(axis=(1, 2, 3)), 1, rtol=1e-5)


@pytest.mark.parametrize("name", parts("kernels"))
def test_the_seed_decides(name):
    np.testing.assert_array_equal(bank(name), bank(name))
    assert (bank(name, seed=1) == bank(name)).all() == (name == "gabor")


@pytest.mark.parametrize(("side", "filters"), [(5, 8), (7, 6), (4, 2)])
def test_gabor_kernels_are_opencvs(side, filters):
    bell = _gaussian(side)
    for place, kernel in enumerate(bank("gabor", X[..., :1], filters, side)[..., 0]):
        angle = np.pi * (place // 2) / (filters // 2)
        phase = (0, np.pi / 2)[place % 2]
        opencvs = _opencv(side, angle, phase)
        opencvs = opencvs - opencvs.sum() / bell.sum() * bell
        cosine = (kernel * opencvs).sum() / np.linalg.norm(opencvs)
        assert abs(cosine) == pytest.approx(1, abs=1e-6)
        assert place % 2 or cosine > 0  # the odd ones' sign is that of OpenCV's axes


def _opencv(side, angle, phase):
    """Give OpenCV's kernel; it makes odd sizes alone, so that even ones are cut from twice one."""
    if side % 2:
        return cv2.getGaborKernel((side, side), side / 4, angle, 0.8 * side, 1, phase, cv2.CV_64F)
    fine = cv2.getGaborKernel(
        (2 * side - 1, 2 * side - 1), side / 2, angle, 1.6 * side, 1, phase, cv2.CV_64F
    )
    return fine[::2, ::2]  # at -side + 1, -side + 3 ... half pixels


def _gaussian(side):
    bell = cv2.getGaussianKernel(2 * side - 1, side / 2)[::2]
    return bell @ bell.T


def test_the_first_gabor_kernel_is_known():
    """By hand, for three pixels: a wave of 2.4 pixels under a Gaussian of 0.75."""
    first, second = bank("gabor", X[..., :1], filters=2, side=3)[..., 0].astype(np.float64)
    a = np.exp(-1 / (2 * 0.75**2))  # 0.411
    wave = np.array([np.cos(2 * np.pi / 2.4), 1, np.cos(2 * np.pi / 2.4)]) * [a, 1, a]
    wave -= wave.sum() / (1 + 2 * a) * np.array([a, 1, a])
    even = np.outer([a, 1, a], wave)
    np.testing.assert_allclose(first, even / np.linalg.norm(even), atol=1e-6)
    odd = np.outer([a, 1, a], [-1, 0, 1])
    np.testing.assert_allclose(second, odd / np.linalg.norm(odd), atol=1e-6)


def whitened_in_float64(x, side):
    """Cut, normalise and whiten every patch; give them and the whitening."""
    patches = [
        image[row : row + side, column : column + side].astype(np.float64).transpose(2, 0, 1)
        for image in x
        for row in range(image.shape[0] - side + 1)
        for column in range(image.shape[1] - side + 1)
    ]
    flat = np.array([each.ravel() for each in patches])
    flat -= flat.mean(axis=1, keepdims=True)
    variance = flat.var(axis=1, keepdims=True)
    flat = (flat / np.sqrt(variance + 10))[variance.ravel() > 10]
    variances, directions = np.linalg.eigh(np.cov(flat, rowvar=False, bias=True))
    whitening = directions @ np.diag((np.maximum(variances, 0) + 0.1) ** -0.5) @ directions.T
    return (flat - flat.mean(axis=0)) @ whitening, whitening


@pytest.fixture(scope="module")
def planted():
    """Images that are one of four patterns of 5x5 pixels, each with some noise, or flat."""
    patterns = np.random.default_rng(1).integers(20, 236, (4, 5, 5, 1))
    x = patterns[np.arange(200) % 4] + np.random.default_rng(2).integers(-6, 7, (200, 5, 5, 1))
    flat = np.full((50, 5, 5, 1), 77)
    return np.concatenate([x, flat]).astype(np.uint8)


def test_kmeans_kernels_are_scikit_learns_centres_of_patches_whitened_in_float64(planted):
    whitened, whitening = whitened_in_float64(planted, 5)
    assert len(whitened) == 200  # without the flat ones
    centres = KMeans(4, n_init=10, random_state=5).fit(whitened).cluster_centers_ @ whitening
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    ours = bank("kmeans", planted, filters=4).reshape(4, -1)
    cosines = ours @ centres.T
    np.testing.assert_allclose(cosines.max(axis=1), 1, atol=1e-5)
    assert sorted(cosines.argmax(axis=1)) == [0, 1, 2, 3]


def test_a_kmeans_kernel_answers_as_its_centre_does_to_whitened_patches(planted):
    """One image each: its pattern's kernel, and no other, answers most."""
    kernels = bank("kmeans", planted, filters=4)
    answers = np.einsum("nyxc,kyxc->nk", planted[:8].astype(np.float64), kernels)
    most = answers.argmax(axis=1)
    assert sorted(most[:4]) == [0, 1, 2, 3]
    assert most[:4].tolist() == most[4:].tolist()


def test_where_there_are_too_few_patches_the_rest_is_random():
    x = np.zeros((4, 5, 5, 1), np.uint8)
    np.testing.assert_array_equal(bank("kmeans", x), bank("random", x))
    x[0, 2, 2], x[1, :2], x[2, :, 3] = 255, 255, 255
    kernels, random = bank("kmeans", x), bank("random", x)
    same = (kernels == random).all(axis=(1, 2, 3))
    assert same.sum() == 8 - 3


def test_an_unknown_bank_is_refused():
    from models.kernel_lenet import KernelLeNet

    with pytest.raises(ValueError, match="kernels gabor, kmeans, random, received 'haar'"):
        KernelLeNet(kernels="haar")
