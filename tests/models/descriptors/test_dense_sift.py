import cv2
import numpy as np
import pytest
from sklearn.datasets import load_sample_image

from models._sift_descriptors import Descriptors
from models.descriptors.dense_sift import DenseSIFT

OPENCV_BLUR = 1.6  # pixels, whatever the cell


@pytest.fixture(params=["china.jpg", "flower.jpg"])
def photograph(request):
    return load_sample_image(request.param)


@pytest.fixture
def x():
    noise = np.random.default_rng(0).integers(0, 256, (3, 28, 28, 1)).astype(np.uint8)
    return np.stack([cv2.GaussianBlur(image, (5, 5), 0)[..., None] for image in noise])


def opencvs(image, places, width):
    """Give OpenCV's descriptors at whole pixels, unrooted, each of length 1."""
    points = [
        cv2.KeyPoint(float(column), float(row), width * 2 / 3, 0.0)
        for row in places[0]
        for column in places[1]
    ]
    descriptors = cv2.SIFT_create().compute(image, points)[1].astype(np.float64)
    return descriptors / np.linalg.norm(descriptors, axis=1, keepdims=True)


def unrooted(descriptors):
    squares = descriptors.astype(np.float64) ** 2
    return squares / np.linalg.norm(squares, axis=-1, keepdims=True)


@pytest.mark.parametrize(("step", "width"), [(5, 3.0), (7, 4.0), (10, 6.0)])
def test_on_photographs_it_is_opencvs(photograph, step, width):
    grey = cv2.cvtColor(photograph[100:191, 200:291], cv2.COLOR_RGB2GRAY)
    dense = DenseSIFT(step, (width,), OPENCV_BLUR / width, margin=10)
    places = [dense.scales()[0].places(length) for length in grey.shape]
    assert all((each % 1 == 0).all() for each in places)  # OpenCV rounds points to whole pixels
    ours = unrooted(dense.transform(grey[None, ..., None])[0])
    cosines = (ours * opencvs(grey, places, width)).sum(axis=1)
    assert cosines.mean() > 0.999
    assert cosines.min() > 0.99


def test_a_slope_is_counted_in_its_orientation():
    ramps = np.mgrid[0:20, 0:20].astype(np.float32) * 10
    right, down = (each[None, ..., None].astype(np.uint8) for each in (ramps[1], ramps[0]))
    dense = DenseSIFT(step=100, bin_widths=(3.0,), margin=9)
    for image, orientation in ((right, 0), (down, 6)):  # anticlockwise by eighths of a turn
        numbers = dense.transform(image)[0, 0].reshape(16, 8)
        assert (numbers.argmax(axis=1) == orientation).all()
        np.testing.assert_allclose(np.delete(numbers, orientation, axis=1), 0, atol=1e-3)


def test_descriptors_have_unit_length(x):
    np.testing.assert_allclose(np.linalg.norm(DenseSIFT().transform(x), axis=-1), 1, atol=1e-3)


def test_the_grid_is_centred():
    positions = DenseSIFT(step=4, margin=2).positions((28, 30, 1))
    assert positions.shape == (6 * 7, 2)
    np.testing.assert_allclose(np.unique(positions[:, 0] * 28 - 0.5), np.arange(3.5, 24, 4))
    np.testing.assert_allclose(np.unique(positions[:, 1] * 30 - 0.5), np.arange(2.5, 27, 4))
    np.testing.assert_allclose(positions.mean(axis=0), 0.5, atol=1e-6)


def test_descriptors_between_pixels_are_those_of_the_shifted_image(x):
    wide = np.repeat(np.repeat(x, 2, axis=1), 2, axis=2)  # every pixel is four
    fine = DenseSIFT(step=100, bin_widths=(6.0,), margin=27).transform(wide)
    coarse = DenseSIFT(step=100, bin_widths=(3.0,), margin=13).transform(x)
    assert (unrooted(fine) * unrooted(coarse)).sum(axis=-1).min() > 0.97


def test_scales_follow_each_other(x):
    both = DenseSIFT(step=4, bin_widths=(2.0, 3.0))
    each = [DenseSIFT(step=4, bin_widths=(width,)).transform(x) for width in (2.0, 3.0)]
    np.testing.assert_allclose(both.transform(x), np.concatenate(each, axis=1), atol=1e-6)
    assert len(both.positions(x.shape[1:])) == 2 * each[0].shape[1]


def test_no_texture_gives_nought():
    assert not DenseSIFT().transform(np.full((1, 28, 28, 1), 77, np.uint8)).any()


@pytest.mark.parametrize("shape", [(1, 1), (3, 4), (1, 9)])
def test_an_image_smaller_than_a_descriptor_has_descriptors(shape):
    image = np.random.default_rng(0).integers(0, 256, (2, *shape, 1)).astype(np.uint8)
    out = DenseSIFT(step=9, margin=2).transform(image)
    assert out.shape == (2, len(DenseSIFT(step=9, margin=2).positions(shape)), 128)
    assert np.isfinite(out).all()


def test_colour_is_described_by_its_grey(photograph):
    crop = photograph[100:140, 200:240]
    grey = cv2.cvtColor(crop.astype(np.float32), cv2.COLOR_RGB2GRAY)[None, ..., None]
    colour = DenseSIFT(step=8).transform(crop[None])
    np.testing.assert_allclose(colour, DenseSIFT(step=8).transform(grey), atol=1e-3)


def test_blocks_give_what_one_block_gives(x):
    many = np.tile(x, (50, 1, 1, 1))
    np.testing.assert_allclose(
        DenseSIFT().transform(many)[-3:], DenseSIFT().transform(x), atol=1e-5
    )


def test_a_slope_is_shared_between_the_two_nearest_orientations():
    directions = np.concatenate(
        [np.arange(0, 360, 7.5), np.random.default_rng(0).uniform(0, 360, 99)]
    )
    angles, magnitudes = np.meshgrid(np.radians(directions), [0.01, 1, 1000])
    dx, dy = magnitudes * np.cos(angles), -magnitudes * np.sin(angles)  # rows go downwards
    nothing = np.zeros((1, 3, len(directions)))
    described = Descriptors(np, None, None)
    shares = described._shares(dx[None], dy[None])[0]
    away = np.abs(
        (angles[None] - np.arange(8)[:, None, None] * np.pi / 4 + np.pi) % (2 * np.pi) - np.pi
    )
    expected = magnitudes * np.maximum(0, 1 - away * 4 / np.pi)
    np.testing.assert_allclose(shares / magnitudes, expected / magnitudes, atol=2e-4)
    assert shares.min() >= -1e-9
    assert not described._shares(nothing, nothing).any()
