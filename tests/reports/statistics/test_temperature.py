"""Temperatures that are known, and those that SciPy's own log loss finds."""

import numpy as np
import pytest
from scipy.optimize import brute
from scipy.special import log_softmax, softmax

from reports.statistics.temperature import temperature


def drawn(logits, rng):
    """Draw labels as softmax(logits) says."""
    below = softmax(logits, axis=1).cumsum(axis=1)
    return (rng.random((len(logits), 1)) > below[:, :-1]).sum(axis=1)


@pytest.mark.parametrize("true", [0.25, 1.0, 3.0])
def test_a_known_temperature_is_recovered(true):
    rng = np.random.default_rng(1)
    logits = 2 * rng.normal(size=(20_000, 5))
    assert temperature(true * logits, drawn(logits, rng)) == pytest.approx(true, rel=0.03)


def test_it_has_the_least_log_loss():
    rng = np.random.default_rng(2)
    logits = rng.normal(size=(50, 4))
    y = drawn(logits, rng)

    def loss(t):
        return -log_softmax(logits / t, axis=1)[np.arange(50), y].mean()

    best = brute(lambda t: loss(t[0]), [(0.05, 20)], Ns=4000)[0]
    assert temperature(logits, y) == pytest.approx(best, rel=1e-3)


def test_the_same_number_added_to_all_scores_of_an_image_changes_nothing():
    rng = np.random.default_rng(3)
    logits = rng.normal(size=(200, 3))
    y = drawn(logits, rng)
    found = temperature(logits + 1e4 * rng.random((200, 1)), y)
    assert found == pytest.approx(temperature(logits, y), rel=1e-6)


def test_where_all_is_right_every_doubt_is_taken_away():
    found = temperature(np.eye(3), np.arange(3))
    assert found >= 0.01
    assert softmax(np.eye(3) / found, axis=1).min(where=np.eye(3) > 0, initial=1) > 1 - 1e-9


def test_where_scores_say_nothing_it_goes_as_high_as_it_may():
    assert temperature(np.eye(3), np.array([1, 2, 0])) == pytest.approx(100, rel=0.01)
