import numpy as np
import pytest
from skimage.feature import local_binary_pattern

from models.descriptors.lbp import LBP


def noise(*shape):
    return np.random.default_rng(0).integers(0, 256, shape, np.uint8)


def reference(image, radius):
    """Number patterns by scikit-image, the image continued by its border pixels."""
    padded = np.pad(image, 4, mode="edge")
    return local_binary_pattern(padded, 8, radius, "nri_uniform")[4:-4, 4:-4]


@pytest.mark.parametrize("radius", [1, 1.5, 2, 3])
@pytest.mark.parametrize("shape", [(28, 31), (5, 2), (1, 1)])
def test_patterns_are_those_of_scikit_image(shape, radius):
    x = noise(4, *shape, 1)
    codes = LBP().codes(x, radius)
    np.testing.assert_array_equal(codes, [reference(image[..., 0], radius) for image in x])


def test_all_58_uniform_patterns_are_told_apart():
    x = noise(40, 40, 40, 1)
    assert np.unique(LBP().codes(x, 1)).tolist() == list(range(59))


@pytest.mark.parametrize("brightness", [0, 1, 77, 255])
@pytest.mark.parametrize("radius", [1, 1.5, 2, 3])
def test_on_an_even_surface_all_around_is_as_bright(brightness, radius):
    x = np.full((1, 9, 9, 1), brightness, np.uint8)
    assert (LBP().codes(x, radius) == 57).all()  # scikit-image's rounding lets some be darker


def test_cells_hold_the_shares_of_their_patterns():
    x = noise(3, 9, 14, 1)
    out = LBP(radii=(2,), grid=(1, 2)).fit(x).transform(x).reshape(3, 1 + 4, 59)
    codes = LBP().codes(x, 2)
    for image, histograms in zip(codes, out, strict=True):
        parts = [image, *(part for half in (image[:5], image[5:]) for part in cut(half))]
        for part, histogram in zip(parts, histograms, strict=True):
            expected = np.bincount(part.ravel(), minlength=59) / part.size
            np.testing.assert_allclose(histogram, expected, atol=1e-7)


def cut(half):
    return half[:, :7], half[:, 7:]


def test_radii_follow_each_other():
    x = noise(2, 12, 12, 1)
    both = LBP(radii=(1, 3), grid=(2,)).transform(x)
    one, three = (LBP(radii=(radius,), grid=(2,)).transform(x) for radius in (1, 3))
    np.testing.assert_array_equal(both, np.hstack([one, three]))
    assert both.dtype == np.float32


def test_cells_without_pixels_are_nought():
    out = LBP(radii=(1,), grid=(3,)).transform(np.zeros((1, 1, 1, 1), np.uint8))
    assert out.reshape(9, 59).sum(axis=1).tolist() == [1, 0, 0, 0, 0, 0, 0, 0, 0]


def test_colour_is_described_by_its_grey():
    x = noise(2, 16, 16, 1)
    colour = np.concatenate([x, 255 - x, x // 2], axis=-1)
    grey = colour.astype(np.int32) @ [299, 587, 114]  # exact, in thousandths
    expected = [reference(image, 1) for image in grey]
    np.testing.assert_array_equal(LBP().codes(colour, 1), expected)


def test_many_images_are_described_as_one_by_one():
    x = noise(400, 28, 28, 1)
    np.testing.assert_array_equal(LBP().transform(x)[399:], LBP().transform(x[399:]))


def test_cost_counts_the_pixels_that_points_lie_between():
    cost = LBP(radii=(1, 2), grid=(1, 4)).cost((20, 30, 1))
    assert cost.fixed == 2 * (4 * 1 + 4 * 4)  # four points on a pixel, four between four
    assert cost.macs == 20 * 30 * 40
    assert cost.output == (2 * 17 * 59,)
