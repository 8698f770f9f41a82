from itertools import combinations

import pytest

from reports.statistics.comparison import Comparison
from reports.statistics.difference import Difference
from reports.statistics.tiers import tiers


def _comparisons(n, tied=()):
    found = Difference(0.1, 0.01, 5, 0.07, 0.13, 0.001, 6, 100)
    return [
        Comparison(*pair, found, 0.2 if pair in tied else 0.01, 0.05, 0.02)
        for pair in combinations(range(n), 2)
    ]


def test_models_which_all_differ_have_a_tier_each():
    assert tiers([0.7, 0.9, 0.8], _comparisons(3)) == [3, 1, 2]


def test_models_which_all_tie_share_one():
    assert tiers([0.7, 0.9, 0.8], _comparisons(3, {(0, 1), (0, 2), (1, 2)})) == [1, 1, 1]


def test_a_chain_of_ties_is_one_tier():
    # 0.9 ties with 0.8 and 0.8 with 0.7, though 0.9 is separated from 0.7
    assert tiers([0.9, 0.8, 0.7, 0.1], _comparisons(4, {(0, 1), (1, 2)})) == [1, 1, 1, 2]


def test_a_tie_across_holds_all_between_together():
    assert tiers([0.9, 0.8, 0.7, 0.1], _comparisons(4, {(0, 2)})) == [1, 1, 1, 2]


def test_one_model_is_a_tier():
    assert tiers([0.5], []) == [1]


def test_a_missing_pair_is_refused():
    with pytest.raises(ValueError, match="each pair of 3, received 2"):
        tiers([1, 2, 3], _comparisons(3)[:2])
