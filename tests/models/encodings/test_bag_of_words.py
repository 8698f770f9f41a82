import numpy as np
import pytest
from sklearn.metrics import pairwise_distances_argmin

from models.encodings.bag_of_words import BagOfWords


class Points:
    """Takes a 4x4 image of 3 channels as 4x4 descriptors of 3 numbers."""

    def transform(self, x):
        return x.astype(np.float32)


@pytest.fixture
def x():
    return np.random.default_rng(0).integers(0, 256, (50, 4, 4, 3), np.uint8)


def test_histograms_are_those_of_a_plain_count(x):
    bag = BagOfWords(Points(), words=6, levels=(1, 2)).fit(x)
    nearest = pairwise_distances_argmin(x.reshape(-1, 3).astype(float), bag.centres_)
    words = nearest.reshape(50, 4, 4)
    for image, row in zip(words, bag.transform(x), strict=True):
        cells = [image, image[:2, :2], image[:2, 2:], image[2:, :2], image[2:, 2:]]
        counts = np.concatenate([np.bincount(cell.ravel(), minlength=6) for cell in cells])
        np.testing.assert_allclose(row, np.sqrt(counts / counts.sum()), atol=1e-6)


def test_rows_have_unit_length(x):
    rows = BagOfWords(Points(), words=6, levels=(1, 2, 3)).fit(x).transform(x)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)


def test_more_words_than_descriptors_are_cut(x):
    bag = BagOfWords(Points(), words=100, levels=(1,)).fit(x[:2])
    assert bag.transform(x).shape == (50, 32)


def test_the_seed_decides_the_words(x):
    first, same, other = (BagOfWords(Points(), words=6, seed=seed).fit(x) for seed in (0, 0, 1))
    np.testing.assert_array_equal(first.centres_, same.centres_)
    assert (first.centres_ != other.centres_).any()


def test_blocks_give_what_one_block_gives(x):
    bag = BagOfWords(Points(), words=6).fit(x)
    many = np.tile(x, (100, 1, 1, 1))
    np.testing.assert_array_equal(bag.transform(many)[-50:], bag.transform(x))
