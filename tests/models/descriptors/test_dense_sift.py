import cv2
import numpy as np
import pytest

from models.descriptors.dense_sift import DenseSIFT


@pytest.fixture
def x():
    noise = np.random.default_rng(0).integers(0, 256, (3, 28, 28, 1)).astype(np.uint8)
    return np.stack([cv2.GaussianBlur(image, (5, 5), 0)[..., None] for image in noise])


def test_each_descriptor_is_opencvs_rooted(x):
    dense = DenseSIFT(step=4, bin_width=3.0, margin=2)
    rows, columns = dense.grid(x.shape[1:])
    out = dense.transform(x)
    sift = cv2.SIFT_create()
    for image, grid in zip(x, out, strict=True):
        for i, row in enumerate(rows):
            point = [cv2.KeyPoint(float(columns[1]), float(row), 2.0, 0.0)]
            expected = sift.compute(image, point)[1][0].astype(np.float64)
            np.testing.assert_allclose(grid[i, 1], np.sqrt(expected / expected.sum()), atol=1e-6)


def test_descriptors_have_unit_length(x):
    np.testing.assert_allclose(np.linalg.norm(DenseSIFT().transform(x), axis=-1), 1, atol=1e-5)


def test_the_grid_is_centred():
    rows, columns = DenseSIFT(step=4, margin=2).grid((28, 30))
    assert rows.tolist() == [3.5, 7.5, 11.5, 15.5, 19.5, 23.5]
    assert columns.tolist() == [2.5, 6.5, 10.5, 14.5, 18.5, 22.5, 26.5]
    assert rows[0] == 27 - rows[-1]


def test_no_texture_gives_nought():
    out = DenseSIFT().transform(np.full((1, 28, 28, 1), 77, np.uint8))
    assert not out.any()


def test_an_image_smaller_than_the_margins_gets_one_point_at_its_centre():
    assert DenseSIFT(margin=2).transform(np.zeros((1, 3, 4, 1), np.uint8)).shape == (1, 1, 1, 128)


def test_colour_is_described_by_its_grey(x):
    colour = np.repeat(x, 3, axis=-1)
    np.testing.assert_array_equal(DenseSIFT().transform(colour), DenseSIFT().transform(x))


def test_many_images_are_described_as_one_by_one(x):
    many = np.tile(x, (200, 1, 1, 1))
    out = DenseSIFT(step=8).transform(many)
    np.testing.assert_array_equal(out[597:], DenseSIFT(step=8).transform(x))
