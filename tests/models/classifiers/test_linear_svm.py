import tracemalloc

import numpy as np
import pytest
from sklearn.svm import LinearSVC

from models.classifiers.linear_svm import LinearSVM


def blobs(n, features, classes, seed=0):
    """Overlapping clouds of features of different widths, in float32."""
    y = np.random.default_rng(seed).integers(0, classes, n)
    centres = np.random.default_rng(99).standard_normal((classes, features))
    noise = np.random.default_rng(seed + 1).standard_normal((n, features))
    x = (centres[y] + 2 * noise) * np.linspace(0.2, 2, features) + 0.3
    return x.astype(np.float32), y + 3


def objective(coef, intercept, x, y, penalty):
    coef, intercept, x = (np.asarray(each, np.float64) for each in (coef, intercept, x))
    signs = np.where(y[:, None] == np.unique(y), 1, -1)
    short = np.maximum(0, 1 - signs * (x @ coef.T + intercept))
    return (np.square(coef).sum() + np.square(intercept).sum()) / 2 + penalty * (short**2).sum()


@pytest.mark.parametrize(
    ("n", "features", "penalty"),
    [(400, 30, 0.001), (400, 30, 0.1), (400, 30, 10.0), (60, 150, 0.001), (60, 150, 0.03)],
)
def test_the_machine_is_that_of_liblinear(n, features, penalty):
    x, y = blobs(n, features, 4)
    ours = LinearSVM((penalty,), tolerance=1e-5).fit(x, y)
    theirs = LinearSVC(C=penalty, dual=False, tol=1e-6, max_iter=100_000).fit(x, y)
    least = objective(theirs.coef_, theirs.intercept_, x, y, penalty)
    found = objective(ours.coef_, ours.intercept_, x, y, penalty)
    assert found == pytest.approx(least, rel=1e-4)
    np.testing.assert_allclose(ours.decision_function(x), theirs.decision_function(x), atol=0.02)


def test_images_in_many_blocks_are_fitted_as_in_one(monkeypatch):
    x, y = blobs(300, 20, 3)
    whole = LinearSVM((1.0,), tolerance=1e-8).fit(x, y)
    monkeypatch.setattr("models.classifiers._rows._BLOCK", 20 * 7)
    parts = LinearSVM((1.0,), tolerance=1e-8).fit(x, y)
    np.testing.assert_allclose(parts.coef_, whole.coef_, atol=1e-4)


def test_images_well_on_their_side_are_left_out_of_products_and_change_nothing(monkeypatch):
    blob, y = blobs(900, 30, 5)
    blob += 4 * np.random.default_rng(7).standard_normal((8, 30))[y].astype(np.float32)
    x = np.tile(blob, 100)  # of many numbers, so that blocks are short
    few = LinearSVM((1e-4, 1e-2), tolerance=1e-6).fit_validated(x, y, x, y)
    monkeypatch.setattr("models.classifiers._rows._WORTH_GATHERING", 0.0)
    every = LinearSVM((1e-4, 1e-2), tolerance=1e-6).fit_validated(x, y, x, y)
    near = np.where(y[:, None] == every.classes_, 1, -1) * every.decision_function(x) < 1
    assert near.any(axis=1).mean() < 0.6
    np.testing.assert_allclose(few.coef_, every.coef_, rtol=1e-5, atol=1e-8)


def test_a_start_from_another_penalty_leads_to_the_same_machine():
    x, y = blobs(300, 20, 3)
    watched, watched_y = blobs(200, 20, 3, seed=5)
    chosen = LinearSVM((1e-5, 1e-4, 1e-3), tolerance=1e-8).fit_validated(x, y, watched, watched_y)
    alone = LinearSVM((chosen.penalty_,), tolerance=1e-8).fit(x, y)
    assert chosen.penalty_ > 1e-5  # so that it did not begin at nought
    np.testing.assert_allclose(chosen.coef_, alone.coef_, atol=1e-4)


def test_the_penalty_is_the_first_that_gets_most_validation_images_right():
    x, y = blobs(100, 60, 3)
    watched, watched_y = blobs(400, 60, 3, seed=5)
    penalties = (1e-6, 1e-4, 1e-2, 1.0)
    right = [(LinearSVM((c,)).fit(x, y).predict(watched) == watched_y).sum() for c in penalties]
    assert 0 < np.argmax(right) < 3  # neither end, or choosing shows nothing
    chosen = LinearSVM(penalties).fit_validated(x, y, watched, watched_y)
    assert chosen.penalty_ == penalties[np.argmax(right)]
    assert (chosen.predict(watched) == watched_y).sum() == max(right)


def test_without_validation_the_middle_penalty_is_used_and_the_scale_is_one():
    x, y = blobs(50, 5, 3)
    machine = LinearSVM((0.1, 0.5, 3.0)).fit(x, y)
    assert machine.penalty_ == 0.5
    margins = machine.decision_function(x).astype(np.float64)
    expected = np.exp(margins) / np.exp(margins).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(machine.predict_proba(x), expected, rtol=1e-5)


def test_calibrated_probabilities_lose_less_on_the_validation_split():
    x, y = blobs(100, 60, 3)
    watched, watched_y = blobs(400, 60, 3, seed=5)
    plain = LinearSVM((1.0,)).fit(x, y)
    calibrated = LinearSVM((1.0,)).fit_validated(x, y, watched, watched_y)

    def loss(machine):
        return -np.log(machine.predict_proba(watched)[np.arange(400), watched_y - 3]).mean()

    assert calibrated.scale_ != 1
    assert loss(calibrated) < loss(plain) - 0.01
    np.testing.assert_array_equal(calibrated.predict(watched), plain.predict(watched))


def test_two_classes_have_machines_that_mirror_each_other():
    x, y = blobs(200, 10, 2)
    machine = LinearSVM((1.0,)).fit(x, y)
    theirs = LinearSVC(C=1.0, dual=False, tol=1e-6).fit(x, y)
    np.testing.assert_allclose(machine.coef_, [-theirs.coef_[0], theirs.coef_[0]], atol=1e-3)
    assert machine.decision_function(x).shape == (200, 2)


def test_a_single_class_is_certain():
    x, _ = blobs(20, 5, 2)
    machine = LinearSVM().fit_validated(x, np.full(20, 7), x, np.full(20, 7))
    np.testing.assert_array_equal(machine.classes_, [7])
    np.testing.assert_array_equal(machine.predict_proba(x), np.ones((20, 1)))
    np.testing.assert_array_equal(machine.predict(x), np.full(20, 7))


def test_features_are_neither_copied_nor_changed():
    x, y = blobs(4000, 500, 3)
    x.setflags(write=False)

    tracemalloc.start()
    LinearSVM((1e-4,)).fit(x, y)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < x.nbytes / 4
