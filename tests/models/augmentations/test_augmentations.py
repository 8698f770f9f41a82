from pathlib import Path

import numpy as np
import pytest

import models
from models._part import part

FOLDER = Path(models.__file__).parent / "augmentations"
NAMES = sorted(path.stem for path in FOLDER.glob("[!_]*.py"))


def images(n=64, channels=3):
    rng = np.random.default_rng(0)
    return rng.integers(0, 256, (n, 20, 20, channels), np.uint8)


def changed(name, x, seed=0):
    return part("augmentations", name)(x)(x.astype(np.float32), np.random.default_rng(seed))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("channels", [1, 3])
def test_shape_and_type_stay_and_pixels_change(name, channels):
    x = images(channels=channels)
    out = changed(name, x)
    assert out.shape == x.shape
    assert out.dtype == np.float32
    assert (out != x).any()


@pytest.mark.parametrize("name", NAMES)
def test_seeds_decide(name):
    np.testing.assert_array_equal(changed(name, images()), changed(name, images()))
    assert (changed(name, images()) != changed(name, images(), seed=1)).any()


@pytest.mark.parametrize("name", NAMES)
def test_what_was_drawn_before_does_not_matter(name):
    x = images()
    augment = part("augmentations", name)(x)
    augment(x[:5].astype(np.float32), np.random.default_rng(1))
    again = augment(x.astype(np.float32), np.random.default_rng(0))
    np.testing.assert_allclose(again, changed(name, x), atol=1e-2)  # greys of 0 to 255


@pytest.mark.parametrize("name", NAMES)
def test_images_of_a_batch_are_changed_apart_and_anew_each_time(name):
    x = np.repeat(images(1), 16, axis=0)
    augment, rng = part("augmentations", name)(x), np.random.default_rng(0)
    first, second = augment(x.astype(np.float32), rng), augment(x.astype(np.float32), rng)
    assert len({image.tobytes() for image in first}) > 1
    assert (first != second).any()


def test_flip_mirrors_about_half():
    x = images(400)
    out = changed("flip", x)
    mirrored = (out == x[:, :, ::-1]).all(axis=(1, 2, 3))
    as_it_was = (out == x).all(axis=(1, 2, 3))
    assert (mirrored | as_it_was).all()
    assert 150 < mirrored.sum() < 250


def test_shift_moves_by_a_tenth_at_most_and_brings_in_black():
    x = np.full((200, 20, 20, 1), 200, np.uint8)
    out = changed("shift", x)
    assert out.min() == 0
    np.testing.assert_allclose(out[:, 3:17, 3:17], 200, rtol=1e-5)


def test_colour_adds_the_covariance_in_the_mean():
    """The noise has covariance P (0.1 L)^2 P^T on the scale 0 to 1, by NumPy in float64."""
    rng = np.random.default_rng(1)
    mixed = rng.normal(0, 1, (4000, 2, 2, 3)) @ rng.normal(0, 30, (3, 3)) + 128
    x = np.clip(mixed, 0, 255).astype(np.uint8)
    noise = changed("colour", x) - x
    np.testing.assert_allclose(noise, np.broadcast_to(noise[:, :1, :1], x.shape), atol=1e-3)
    covariance = np.cov(x.reshape(-1, 3).T / 255, bias=True)
    values, vectors = np.linalg.eigh(covariance)
    expected = vectors @ np.diag((0.1 * values) ** 2) @ vectors.T * 255**2
    measured = np.cov(noise[:, 0, 0].T)
    np.testing.assert_allclose(measured, expected, atol=0.06 * np.abs(expected).max())


def test_erase_hides_one_rectangle_in_half_of_the_images():
    x = np.full((400, 20, 20, 1), 300, np.int16)  # no value that noise has
    out = changed("erase", x)
    hidden = out[..., 0] != 300
    erased = hidden.any(axis=(1, 2))
    assert 160 < erased.sum() < 240
    for mask in hidden[erased]:
        rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
        height, width = np.ptp(rows) + 1, np.ptp(columns) + 1
        assert mask.sum() == height * width
        assert 0.01 < height * width / 400 < 0.45  # 2 to 40 %, in whole pixels


def test_erase_fills_with_noise_over_all_greys():
    x = np.full((400, 20, 20, 1), 300, np.int16)
    out = changed("erase", x)
    noise = out[out != 300]
    assert (noise.min(), noise.max()) == (0, 255)
    assert abs(noise.mean() - 127.5) < 2


def test_erase_leaves_images_too_narrow_for_it_as_they_are():
    x = np.full((40, 1, 400, 1), 300, np.int16)
    out = changed("erase", x)
    np.testing.assert_array_equal(out, x)
