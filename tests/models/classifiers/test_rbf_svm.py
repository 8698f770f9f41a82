import numpy as np
import pytest
from sklearn.svm import SVC

from models.classifiers.rbf_svm import RBFSVM


def rings(n, classes, seed=0):
    """Rings around each other, in noise, that no line tells apart."""
    rng = np.random.default_rng(seed)
    y = rng.integers(0, classes, n)
    angle, radius = rng.uniform(0, 2 * np.pi, n), 1 + y + 0.35 * rng.standard_normal(n)
    x = np.stack([radius * np.cos(angle), radius * np.sin(angle), rng.standard_normal(n)], axis=1)
    return x.astype(np.float32), 2 * y + 1


@pytest.fixture(params=["precomputed", "row by row"])
def large(request, monkeypatch):
    if request.param == "row by row":
        monkeypatch.setattr("models.classifiers._kernel_machines._LARGEST", 10)


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("penalty", [0.5, 20.0])
def test_the_machines_are_those_of_libsvm(penalty):
    x, y = rings(500, 4)
    new, _ = rings(300, 4, seed=1)
    ours = RBFSVM((penalty,), (1.5,)).fit(x, y)
    gamma = 1.5 / (3 * x.astype(np.float64).var())
    theirs = SVC(C=penalty, gamma=gamma, decision_function_shape="ovo").fit(x, y)
    assert ours.gamma_ == pytest.approx(gamma)
    assert len(ours.machines_.vectors) == pytest.approx(len(theirs.support_), rel=0.02)
    decisions = -theirs.decision_function(new)  # where above nought is the pair's first
    np.testing.assert_allclose(ours.machines_.decisions(new), decisions, atol=0.01)


def test_scores_are_votes_and_margins_as_in_scikit_learn():
    x, y = rings(500, 4)
    new, _ = rings(300, 4, seed=1)
    ours = RBFSVM((1.0,), (1.0,)).fit(x, y)
    theirs = SVC(C=1.0, gamma="scale", decision_function_shape="ovr", break_ties=True).fit(x, y)
    clear = (np.abs(ours.machines_.decisions(new)) > 0.01).all(
        axis=1
    )  # no vote that rounding casts
    assert clear.sum() > 250
    expected = theirs.decision_function(new)
    np.testing.assert_allclose(ours.decision_function(new)[clear], expected[clear], atol=0.01)
    np.testing.assert_array_equal(ours.predict(new)[clear], theirs.predict(new)[clear])


def test_two_classes_share_one_margin():
    x, y = rings(200, 2)
    theirs = SVC(gamma="scale").fit(x, y).decision_function(x)
    scores = RBFSVM((1.0,), (1.0,)).fit(x, y).decision_function(x)
    np.testing.assert_allclose(scores, np.stack([-theirs, theirs], axis=1), atol=0.01)


def test_images_in_many_blocks_are_scored_as_in_one(monkeypatch):
    x, y = rings(300, 3)
    machine = RBFSVM().fit(x, y)
    whole = machine.machines_.decisions(x)
    monkeypatch.setattr("models.classifiers._kernel_machines._BLOCK", 1000)
    np.testing.assert_allclose(machine.machines_.decisions(x), whole, atol=1e-5)


def test_penalty_and_gamma_get_most_validation_images_right():
    x, y = rings(400, 3)
    watched, watched_y = rings(300, 3, seed=1)
    settings = [(c, gamma) for c in (1e-3, 1.0) for gamma in (1e-4, 1.0, 300.0)]
    right = [
        (RBFSVM((c,), (g,)).fit(x, y).predict(watched) == watched_y).sum() for c, g in settings
    ]
    best = settings[int(np.argmax(right))]
    assert best == (1.0, 1.0)  # so that neither the first nor the last will do
    chosen = RBFSVM((1e-3, 1.0), (1e-4, 1.0, 300.0)).fit_validated(x, y, watched, watched_y)
    assert chosen.penalty_ == 1.0
    assert chosen.gamma_ == RBFSVM((1.0,), (1.0,)).fit(x, y).gamma_
    assert (chosen.predict(watched) == watched_y).sum() == max(right)


def test_settings_are_tried_on_some_images_and_the_best_is_fitted_to_all(monkeypatch):
    monkeypatch.setattr("models.classifiers.rbf_svm._SAMPLE", 100)
    x, y = rings(400, 3)
    watched, watched_y = rings(300, 3, seed=1)
    chosen = RBFSVM((0.1, 1.0), (1.0,)).fit_validated(x, y, watched, watched_y)
    alone = RBFSVM((chosen.penalty_,), (1.0,)).fit(x, y)
    np.testing.assert_array_equal(chosen.decision_function(x), alone.decision_function(x))
    assert len(chosen.machines_.vectors) > 100


def test_calibrated_probabilities_lose_less_on_the_validation_split():
    x, y = rings(400, 3)
    watched, watched_y = rings(300, 3, seed=1)
    plain = RBFSVM((1.0,), (1.0,)).fit(x, y)
    calibrated = RBFSVM((1.0,), (1.0,)).fit_validated(x, y, watched, watched_y)

    def loss(machine):
        rows = machine.predict_proba(watched)
        np.testing.assert_allclose(rows.sum(axis=1), 1, rtol=1e-5)
        return -np.log(rows[np.arange(300), watched_y // 2]).mean()

    assert loss(calibrated) < loss(plain) - 0.01


def test_a_single_class_is_certain():
    x, _ = rings(20, 2)
    machine = RBFSVM().fit_validated(x, np.full(20, 7), x, np.full(20, 7))
    np.testing.assert_array_equal(machine.predict_proba(x), np.ones((20, 1)))
    np.testing.assert_array_equal(machine.predict(x), np.full(20, 7))
