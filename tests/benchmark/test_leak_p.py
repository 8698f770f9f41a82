from itertools import permutations

import numpy as np
import pytest

from benchmark.leak_p import leak_p


def scores_of(predicted, n_classes):
    return np.eye(n_classes, dtype=np.float32)[predicted]


def test_it_is_the_share_of_renamings_with_as_many_hits():
    rng = np.random.default_rng(0)
    y, predicted = rng.integers(0, 4, 200), rng.integers(0, 4, 200)
    hits = [(np.array(names)[predicted] == y).sum() for names in permutations(range(4))]
    expected = np.mean(np.array(hits) >= (predicted == y).sum())
    assert leak_p(y, scores_of(predicted, 4)) == pytest.approx(expected, abs=0.02)


def test_whole_classes_under_a_wrong_name_are_no_leak():
    """One class keeps its name by chance: 10 % of images more, all at once."""
    y = np.arange(1000) % 10
    names = np.array([0, 2, 1, 4, 3, 6, 5, 8, 9, 7])
    assert leak_p(y, scores_of(names[y], 10)) > 0.3


def test_a_model_that_knows_the_labels_leaks():
    y = np.arange(1000) % 10
    predicted = np.where(np.arange(1000) % 3 == 0, y, np.random.default_rng(0).permutation(y))
    assert leak_p(y, scores_of(predicted, 10)) < 0.001


def test_few_classes_can_show_nothing():
    y = np.arange(100) % 2
    assert leak_p(y, scores_of(y, 2)) == pytest.approx(0.5, abs=0.03)
