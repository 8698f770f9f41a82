"""Pictures brought to a size, against literals and float64."""

import numpy as np
import pytest

from benchmark.fit_picture import RULES, fit_picture

ROWS = np.array([[0, 10, 20, 30], [40, 50, 60, 70]], np.uint8)[..., None]


def fitted(picture, shape, rule):
    return fit_picture(np.asarray(picture, np.uint8), shape, rule)[..., 0].tolist()


@pytest.mark.parametrize("rule", RULES)
def test_what_fits_is_left_alone(rule):
    assert fit_picture(ROWS, (2, 4, 1), rule) is ROWS


def test_a_crop_is_the_middle():
    assert fitted(ROWS, (2, 2, 1), "crop") == [[10, 20], [50, 60]]
    assert fitted(ROWS.swapaxes(0, 1), (2, 2, 1), "crop") == [[10, 50], [20, 60]]
    assert fitted(ROWS, (1, 1, 1), "crop") == [[35]]  # the mean of four


def test_what_is_padded_lies_on_black():
    assert fitted(ROWS, (4, 4, 1), "pad") == [[0] * 4, *ROWS[..., 0].tolist(), [0] * 4]
    assert fitted(ROWS, (2, 2, 1), "pad") == [[25, 45], [0, 0]]
    assert fitted(ROWS.swapaxes(0, 1), (4, 4, 1), "pad") == [
        [0, 0, 40, 0],
        [0, 10, 50, 0],
        [0, 20, 60, 0],
        [0, 30, 70, 0],
    ]


def test_what_is_stretched_keeps_all():
    assert fitted(ROWS, (2, 2, 1), "stretch") == [[5, 25], [45, 65]]
    assert fitted(ROWS, (1, 4, 1), "stretch") == [[20, 30, 40, 50]]
    assert fitted([[[0], [100]]], (1, 4, 1), "stretch") == [[0, 25, 75, 100]]


def test_one_side_shrinks_while_the_other_grows():
    stripes = np.tile(np.array([[0], [200]], np.uint8), (50, 2))[..., None]  # 100 rows of 2
    assert fitted(stripes, (10, 4, 1), "stretch") == [[100] * 4] * 10
    assert fitted(stripes.swapaxes(0, 1), (4, 10, 1), "stretch") == [[100] * 10] * 4


def areas(n, wanted):
    """Give the weights, (wanted, n), by which each row of areas is averaged, in float64."""
    edges = np.linspace(0, n, wanted + 1)
    low, high = np.arange(n), np.arange(1, n + 1)
    shared = np.minimum(high, edges[1:, None]) - np.maximum(low, edges[:-1, None])
    return shared.clip(0) * wanted / n


def lines(n, wanted):
    """Give the weights, (wanted, n), of bilinear growth, in float64."""
    at = ((np.arange(wanted) + 0.5) * n / wanted - 0.5).clip(0, n - 1)
    return (1 - np.abs(at[:, None] - np.arange(n))).clip(0)


@pytest.mark.parametrize("height", [5, 13, 20, 31])
@pytest.mark.parametrize("width", [4, 17, 40])
@pytest.mark.parametrize("channels", [1, 3])
def test_stretching_is_area_averaging_and_bilinear_growth(height, width, channels):
    picture = np.random.default_rng(height).integers(0, 256, (20, 17, channels), np.uint8)
    down = areas(20, height) if height < 20 else lines(20, height)
    across = areas(17, width) if width < 17 else lines(17, width)
    expected = np.einsum("ab,bcd,ec->aed", down, picture.astype(np.float64), across)
    found = fit_picture(picture, (height, width, channels), "stretch")
    assert np.abs(found - expected).max() <= 1.2  # it is rounded twice


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("shape", [(1, 1), (1, 70_000), (50_000, 1), (3, 900), (256, 255)])
@pytest.mark.parametrize("wanted", [(1, 1, 1), (64, 64, 3), (7, 30, 1)])
def test_any_shape_becomes_any_other(rule, shape, wanted):
    picture = np.full((*shape, 3), 77, np.uint8)
    found = fit_picture(picture, wanted, rule)
    assert (found.shape, found.dtype) == (wanted, np.uint8)
    assert set(np.unique(found)) <= ({77, 0} if rule == "pad" else {77})
    assert found.max() == 77


def test_colours_become_grey_by_their_brightness():
    rgb = np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255], [10, 20, 30]]], np.uint8)
    assert fitted(rgb, (1, 4, 1), "crop") == [[76, 150, 29, 18]]


def test_grey_becomes_three_equal_channels():
    found = fit_picture(ROWS, (2, 4, 3), "crop")
    np.testing.assert_array_equal(found, np.repeat(ROWS, 3, 2))


def test_an_even_rest_is_cut_from_both_sides():
    picture = np.arange(7, dtype=np.uint8).reshape(1, 7, 1)
    assert fitted(picture, (1, 3, 1), "crop") == [[2, 3, 4]]
    assert fitted(picture, (1, 2, 1), "crop") == [[2, 3]]
