import numpy as np
import pytest
from scipy.optimize import minimize

from benchmark.metrics.log_loss import LogLoss
from models import Split
from models.class_prior import ClassPrior


def fitted(counts, seed=0):
    y = np.repeat(np.arange(len(counts)), counts)
    train = Split(np.zeros((len(y), 1, 1, 1), np.uint8), y)
    model = ClassPrior()
    model.fit(train, train, n_classes=len(counts), seed=seed)
    return model


def images(n):
    return np.random.default_rng(5).integers(0, 256, (n, 4, 4, 1), np.uint8)


def test_guesses_come_by_the_shares_of_training():
    guesses = fitted([60, 25, 0, 15]).scores(images(20_000)).argmax(axis=1)
    found = np.bincount(guesses, minlength=4) / 20_000
    np.testing.assert_allclose(found, [0.6, 0.25, 0, 0.15], atol=0.015)
    assert found[2] == 0


def test_an_image_gets_the_same_guess_alone_or_in_a_batch():
    model, x = fitted([5, 5, 5]), images(30)
    scores = model.scores(x)
    np.testing.assert_array_equal(model.scores(x[::-1])[::-1], scores)
    np.testing.assert_array_equal(np.concatenate([model.scores(x[[i]]) for i in range(30)]), scores)


def test_another_seed_guesses_anew():
    x = images(3000)
    first, second = (fitted([1, 1, 1], seed).scores(x).argmax(axis=1) for seed in (0, 1))
    assert (first == second).mean() == pytest.approx(1 / 3, abs=0.05)


def test_with_equal_shares_the_log_loss_is_that_of_the_shares():
    y = np.arange(1000) % 10
    loss = LogLoss().measure(y, fitted([3] * 10).scores(images(1000)))
    assert loss == pytest.approx(np.log(10), abs=1e-4)


@pytest.mark.parametrize("counts", [(60, 30, 10), (10, 45, 45), (25, 40, 35)])
def test_no_row_with_the_same_guess_has_a_smaller_log_loss(counts):
    shares = np.array(counts) / 100
    rows = np.unique(fitted(counts).scores(images(500)), axis=0)
    assert sorted(rows.argmax(axis=1)) == [0, 1, 2]
    for row in rows:
        guess = row.argmax()
        assert row.sum() == pytest.approx(1, abs=1e-6)
        assert -shares @ np.log(row) == pytest.approx(least_loss(shares, guess), abs=1e-4)


def least_loss(shares, guess):
    """Search the rows in which the guess is not beaten, by sequential least squares."""
    unbeaten = [
        {"type": "ineq", "fun": lambda q, other=other: q[guess] - q[other]}
        for other in range(len(shares))
    ]
    adds_up = {"type": "eq", "fun": lambda q: q.sum() - 1}
    found = minimize(
        lambda q: -shares @ np.log(q),
        np.full(len(shares), 1 / len(shares)),
        bounds=[(1e-6, 1)] * len(shares),
        constraints=[*unbeaten, adds_up],
    )
    assert found.success
    return found.fun
