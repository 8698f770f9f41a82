"""Which differences test images let one see."""

from math import sqrt

import numpy as np
import pytest

from reports.disagreement import Disagreement
from reports.statistics.level import LEVEL
from reports.statistics.smallest_difference import smallest_difference

RIGHT = np.ones(100, bool)
OTHER = np.arange(100) >= 20  # wrong on 20 of 100
NUMBERS = np.arange(100)
VARIANCE = 0.2 * 0.8 / 100


def test_the_variance_is_that_of_the_paired_difference():
    found = Disagreement.of({"a": [(RIGHT, NUMBERS)], "b": [(OTHER, NUMBERS)]})
    assert found.variances == {("a", "b"): pytest.approx(VARIANCE)}


def test_images_that_belong_together_count_as_one():
    pairs = np.arange(100) // 2  # both images of a pair are wrong, or none: half as many tell
    found = Disagreement.of({"a": [(RIGHT, pairs)], "b": [(OTHER, pairs)]})
    assert found.variances == {("a", "b"): pytest.approx(2 * VARIANCE)}


@pytest.mark.parametrize(("shift", "overlap"), [(0, 1.0), (75, 0.25), (100, 0.0)])
def test_images_that_seeds_share_count_once(shift, overlap):
    numbers = [NUMBERS, NUMBERS + shift]
    hits = {"a": [(RIGHT, each) for each in numbers], "b": [(OTHER, each) for each in numbers]}
    found = Disagreement.of(hits)
    assert found.overlap == overlap
    se = sqrt(VARIANCE * (1 / 6 + 5 / 6 * overlap))
    assert found.visible(6)["a", "b"] == pytest.approx(smallest_difference(se, 5, LEVEL))


def test_the_level_is_shared_among_the_pairs():
    hits = {"a": [(RIGHT, NUMBERS)], "b": [(OTHER, NUMBERS)], "c": [(~OTHER, NUMBERS)]}
    points = Disagreement.of(hits).visible(6)
    assert points["a", "b"] == pytest.approx(smallest_difference(sqrt(VARIANCE), 5, LEVEL / 3))


def test_no_difference_above_the_largest_there_is():
    hits = {name: [(right, NUMBERS)] for name, right in (("a", RIGHT), ("b", OTHER))}
    many = Disagreement({**Disagreement.of(hits).variances, ("c", "d"): 0.0}, 1.0)
    assert many.visible(2) == {}


def test_one_seed_shows_nothing_nor_do_models_that_agree():
    hits = {"a": [(RIGHT, NUMBERS)], "b": [(OTHER, NUMBERS)]}
    assert Disagreement.of(hits).visible(1) == {}
    assert Disagreement.of({"a": hits["a"], "b": hits["a"]}).visible(6) == {}
    assert Disagreement.of({}).visible(6) == {}
