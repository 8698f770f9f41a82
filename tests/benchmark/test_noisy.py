import numpy as np
import pytest

from benchmark.plugins import DATASETS
from benchmark.usage_error import UsageError


def load(text, seed=0):
    return DATASETS.make(text).load(seed)


def test_the_images_are_above_and_noise_of_every_value_below():
    inner, data = load("digits"), load("noisy(rows=40)")
    for name in ("train", "validation", "test"):
        plain, noisy = getattr(inner, name), getattr(data, name)
        assert noisy.x.shape == (len(plain), 48, 8, 1)
        np.testing.assert_array_equal(noisy.x[:, :8], plain.x)
        np.testing.assert_array_equal(noisy.y, plain.y)
    noise = data.train.x[:, 8:].astype(float)
    assert noise.mean() == pytest.approx(127.5, abs=0.5)
    assert noise.std() == pytest.approx(np.sqrt((256**2 - 1) / 12), abs=0.5)


def test_noise_pixels_say_nothing_of_each_other_and_are_not_repeated():
    flat = load("noisy(rows=3)").train.x[:, 8:].reshape(1257, -1).astype(float)
    correlations = np.corrcoef(flat.T) - np.eye(24)
    assert abs(correlations).max() < 5 / np.sqrt(1257)
    assert len(np.unique(flat, axis=0)) == 1257


def test_dimensions_are_only_ever_added():
    few, many = load("noisy(rows=3)").test.x, load("noisy(rows=30)").test.x
    np.testing.assert_array_equal(many[:, : few.shape[1]], few)


def test_an_image_keeps_its_noise_whatever_the_seed():
    first, other = load("noisy"), load("noisy", seed=1)
    assert first.pool_sha256 == other.pool_sha256 == load("digits").pool_sha256
    assert set(first.test_ids) & set(other.test_ids)
    assert set(first.test_ids) != set(other.test_ids)


def test_without_rows_the_images_are_as_they_were():
    np.testing.assert_array_equal(load("noisy(rows=0)").train.x, load("digits").train.x)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("noisy(rows=-1)", "expected rows of 0 or more, received -1"),
        ("noisy(dataset='shuffled_labels')", "received the control 'shuffled_labels'"),
    ],
)
def test_what_can_never_work_is_refused_at_once(text, message):
    with pytest.raises(UsageError, match=message):
        DATASETS.normalise(text)
