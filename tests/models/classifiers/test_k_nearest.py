import numpy as np
import pytest
from sklearn.neighbors import KNeighborsClassifier

from models.classifiers.k_nearest import KNearest


def clouds(n, seed=0):
    rng = np.random.default_rng(seed)
    y = rng.integers(0, 3, n)
    return (y[:, None] + rng.standard_normal((n, 8))).astype(np.float32), y + 4


@pytest.mark.parametrize("k", [1, 4, 9])
@pytest.mark.parametrize(("by_distance", "weights"), [(False, "uniform"), (True, "distance")])
def test_shares_of_votes_are_those_of_scikit_learn(k, by_distance, weights):
    x, y = clouds(300)
    new, _ = clouds(200, seed=1)
    theirs = KNeighborsClassifier(k, weights=weights, algorithm="brute").fit(x.astype(float), y)
    ours = KNearest((k,), by_distance=by_distance).fit(x, y)
    np.testing.assert_allclose(ours.predict_proba(new), theirs.predict_proba(new), atol=1e-4)
    np.testing.assert_array_equal(ours.predict(new), theirs.predict(new))


def test_an_image_that_was_seen_is_its_own_neighbour():
    x, y = clouds(100)
    shares = KNearest((5,)).fit(x, y).predict_proba(x)
    np.testing.assert_array_equal(shares, np.eye(3, dtype=np.float32)[y - 4])


def test_images_in_many_blocks_are_compared_as_in_one(monkeypatch):
    x, y = clouds(100)
    nearest = KNearest((3,)).fit(x, y)
    new, _ = clouds(50, seed=1)
    whole = nearest.predict_proba(new)
    monkeypatch.setattr("models.classifiers.k_nearest._BLOCK", 700)
    np.testing.assert_allclose(nearest.predict_proba(new), whole, atol=1e-5)


def test_the_number_is_the_first_that_gets_most_validation_images_right():
    x, y = clouds(200)
    watched, watched_y = clouds(300, seed=1)
    numbers = (1, 15, 190)
    right = [(KNearest((k,)).fit(x, y).predict(watched) == watched_y).sum() for k in numbers]
    assert np.argmax(right) == 1
    chosen = KNearest(numbers).fit_validated(x, y, watched, watched_y)
    assert chosen.k_ == 15
    assert (chosen.predict(watched) == watched_y).sum() == right[1]


def test_more_neighbours_than_images_are_cut():
    x, y = clouds(4)
    shares = KNearest((50,), by_distance=False).fit(x, y).predict_proba(x[:2])
    expected = [(y == label).mean() for label in np.unique(y)]
    np.testing.assert_allclose(shares, [expected] * 2)
