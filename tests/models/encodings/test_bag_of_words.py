import numpy as np
import pytest
from sklearn.metrics import pairwise_distances, pairwise_distances_argmin

from models.encodings.bag_of_words import BagOfWords


class Points:
    """Takes an image of 3 channels as a grid of descriptors of 3 numbers."""

    def positions(self, shape):
        rows, columns = ((np.arange(length) + 0.5) / length for length in shape[:2])
        return np.stack(np.meshgrid(rows, columns, indexing="ij"), axis=-1).reshape(-1, 2)

    def describer(self, shape):
        return lambda x: x.reshape(len(x), shape[0] * shape[1], 3).astype(np.float32) / 255

    def transform(self, x):
        return self.describer(x.shape[1:])(x)


@pytest.fixture
def x():
    return np.random.default_rng(0).integers(0, 256, (50, 4, 4, 3), np.uint8)


def cells(grid):
    """Cut (n, 4, 4, words) into the cells of a pyramid of levels 1 and 2."""
    quarters = [grid[:, r : r + 2, c : c + 2] for r in (0, 2) for c in (0, 2)]
    return [each.reshape(len(grid), -1, grid.shape[-1]) for each in (grid, *quarters)]


def test_images_are_encoded_alike_alone_and_among_many(x):
    many = np.tile(x, (20, 1, 1, 1))  # 16,000 points, of which 4,096 are described at a time
    bag = BagOfWords(Points(), words=6).fit(x)
    alone = np.concatenate([bag.transform(each[None]) for each in x])
    np.testing.assert_array_equal(bag.transform(many), np.tile(alone, (20, 1)))


def test_histograms_are_those_of_a_plain_count(x):
    bag = BagOfWords(Points(), words=6, levels=(1, 2)).fit(x)
    nearest = pairwise_distances_argmin(x.reshape(-1, 3) / 255, bag.centres_)
    words = np.eye(6)[nearest].reshape(50, 4, 4, 6)
    counts = np.concatenate([each.sum(axis=1) for each in cells(words)], axis=1)
    np.testing.assert_allclose(bag.transform(x), counts / 32, atol=1e-6)


def test_shares_are_those_of_a_gaussian_of_the_distance(x):
    bag = BagOfWords(Points(), words=6, levels=(1, 2), sharpness=3.0).fit(x)
    distances = pairwise_distances(x.reshape(-1, 3) / 255, bag.centres_.astype(float))
    shares = np.exp(-3.0 * distances**2)
    shares = (shares / shares.sum(axis=1, keepdims=True)).reshape(50, 4, 4, 6)
    sums = np.concatenate([each.sum(axis=1) for each in cells(shares)], axis=1)
    np.testing.assert_allclose(bag.transform(x), sums / 32, atol=1e-6)


def test_sharp_shares_are_counts(x):
    bag = BagOfWords(Points(), words=6).fit(x)
    counted = bag.transform(x)
    np.testing.assert_allclose(bag.set_params(sharpness=1e7).transform(x), counted, atol=1e-3)


def test_more_words_than_descriptors_are_cut(x):
    bag = BagOfWords(Points(), words=100, levels=(1,)).fit(x[:2])
    assert bag.transform(x).shape == (50, 32)


def test_the_seed_decides_the_words(x):
    first, same, other = (BagOfWords(Points(), words=6, seed=seed).fit(x) for seed in (0, 0, 1))
    np.testing.assert_array_equal(first.centres_, same.centres_)
    assert (first.centres_ != other.centres_).any()


def test_blocks_give_what_one_block_gives(x):
    bag = BagOfWords(Points(), words=6).fit(x)
    many = np.tile(x, (200, 1, 1, 1))
    assert len(many) > bag.block(16)
    np.testing.assert_array_equal(bag.transform(many)[-50:], bag.transform(x))


def test_seconds_are_told_apart(x):
    bag = BagOfWords(Points(), words=6).fit(x)
    bag.transform(x)
    assert bag.seconds_.keys() == {"features", "encode"}
    assert all(seconds > 0 for seconds in bag.seconds_.values())
