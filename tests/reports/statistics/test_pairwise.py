import numpy as np
import pytest

from reports.statistics.holm import holm
from reports.statistics.level import LEVEL
from reports.statistics.paired_bootstrap import paired_bootstrap
from reports.statistics.pairwise import pairwise
from reports.statistics.smallest_difference import smallest_difference

SEEDS, IMAGES = np.repeat(np.arange(6), 50), np.tile(np.arange(50), 6)
RIGHT = np.random.default_rng(0).random((4, 300)) < np.array([[0.5], [0.52], [0.9], [0.7]])


def test_compares_each_pair_as_the_bootstrap_does():
    found = pairwise(RIGHT, SEEDS, IMAGES)
    pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]
    assert [(one.first, one.second) for one in found] == pairs
    for one in found:
        difference = RIGHT[one.first].astype(float) - RIGHT[one.second]
        assert one.difference == paired_bootstrap(difference, SEEDS, IMAGES)


def test_adjusts_over_all_pairs():
    found = pairwise(RIGHT, SEEDS, IMAGES)
    assert [one.p_holm for one in found] == holm([one.difference.p for one in found]).tolist()
    assert [one.separated for one in found] == [False, True, True, True, True, True]


def test_levels_are_those_of_the_steps():
    found = sorted(pairwise(RIGHT, SEEDS, IMAGES), key=lambda one: one.difference.p)
    levels = [one.level for one in found]
    assert levels == pytest.approx([LEVEL / left for left in range(6, 0, -1)])


def test_levels_after_the_first_tie_are_its_own():
    equal = np.random.default_rng(1).random((3, 300)) < np.array([[0.5], [0.5], [0.9]])
    # The third model differs from both others; the fourth copies the first.
    found = pairwise(np.vstack([equal, equal[:1]]), SEEDS, IMAGES)
    assert [one.separated for one in found] == [False, True, False, True, False, True]
    stopped = [one.level for one in found if not one.separated]
    assert stopped == [LEVEL / 3] * 3


def test_the_smallest_difference_is_at_the_level_of_the_pair():
    for one in pairwise(RIGHT, SEEDS, IMAGES):
        expected = smallest_difference(one.difference.se, one.difference.df, one.level)
        assert one.smallest == expected


def test_a_copy_is_not_separated():
    (one,) = pairwise(RIGHT[[0, 0]], SEEDS, IMAGES)
    assert (one.p_holm, one.separated, one.smallest) == (1, False, 0)


def test_one_model_has_no_pair():
    assert pairwise(RIGHT[:1], SEEDS, IMAGES) == []


def test_one_row_of_scores_is_refused():
    with pytest.raises(ValueError, match=r"\(n_models, n_cells\), received \(300,\)"):
        pairwise(RIGHT[0], SEEDS, IMAGES)
