import numpy as np
import pytest

from benchmark._chance import floor_accuracy, is_chance


def test_the_floor_is_the_training_splits_most_frequent_class():
    train, test = np.array([0, 2, 2, 1]), np.array([2, 2, 0, 1, 2])
    assert floor_accuracy(train, test) == 0.6


@pytest.mark.parametrize(
    ("accuracy", "chance"),
    # binom.isf(0.01, 1000, 0.1) is 123: 123 or more hits of 1,000 have a chance of over 1 %
    [(0.05, True), (0.1, True), (0.122, True), (0.125, False), (0.9, False)],
)
def test_chance_is_what_the_binomial_does_not_exclude(accuracy, chance):
    assert is_chance(accuracy, 0.1, 1000) is chance


def test_a_data_set_of_one_class_has_a_floor_that_none_exceeds():
    assert is_chance(1.0, 1.0, 50)
