"""A series of timings that still changes is told from one that only scatters."""

import numpy as np
import pytest

from benchmark.settled import settled


@pytest.mark.parametrize("samples", [[], [1.0], [5.0, 4.0, 3.0, 2.0, 1.0]])
def test_few_samples_cannot_say(samples):
    assert settled(samples) is None


@pytest.mark.parametrize(
    "samples",
    [
        [1.0] * 6,
        [0.0] * 6,
        [1.0, 1.02, 0.99, 1.01, 1.0, 0.98],
        [1.04, 1.03, 1.02, 1.01, 1.0, 0.99],  # a trend too small to matter
        [1.0, 1.5, 0.8, 1.3, 0.9, 1.4, 1.0, 1.2, 1.1],
        [9.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0],  # one slow sample
    ],
)
def test_what_only_scatters_has_settled(samples):
    assert settled(samples) is True


@pytest.mark.parametrize(
    "samples",
    [
        [2.0, 1.8, 1.6, 1.4, 1.2, 1.0],
        [1.0, 1.2, 1.4, 1.6, 1.8, 2.0],
        [2.0, 2.01, 1.99, 1.0, 1.01, 0.99],
        [3.0, 2.0, 1.5, 1.25, 1.12, 1.06, 1.03, 1.01, 1.0],
    ],
)
def test_what_still_changes_has_not(samples):
    assert settled(samples) is False


@pytest.mark.parametrize("count", [6, 9, 20])
@pytest.mark.parametrize("deviation", [0.05, 0.2])
def test_false_alarms_are_rare(count, deviation):
    noise = np.random.default_rng(0).lognormal(0, deviation, (1000, count))
    assert np.mean([settled(series) for series in noise.tolist()]) > 0.95
