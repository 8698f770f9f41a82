"""Every network on disk can be trained: it favours no class at first, and learns what it sees."""

from math import log

import numpy as np
import pytest

from benchmark.plugins import MODELS
from models import Split

NETWORKS = [name for name in MODELS.names if MODELS.find(name).family == "deep"]


@pytest.fixture(scope="module")
def found():
    """Check each network once, on shuffled labels, the hardest to learn by heart."""
    rng = np.random.default_rng(0)
    train = Split(rng.integers(0, 256, (32, 16, 16, 1), np.uint8), rng.integers(0, 3, 32))
    results = {}

    def check(name):
        if name not in results:
            cls = MODELS.find(name)
            results[name] = cls(**cls.tiny).sanity(train, n_classes=3, seed=0)
        return results[name]

    return check


@pytest.mark.parametrize("name", NETWORKS)
def test_the_initial_loss_is_near_that_of_an_even_guess(name, found):
    assert log(3) / 2 < found(name)["initial_loss"] < log(3) * 2


@pytest.mark.parametrize("name", NETWORKS)
def test_one_batch_can_be_learned_by_heart(name, found):
    assert found(name)["one_batch_accuracy"] == 1
