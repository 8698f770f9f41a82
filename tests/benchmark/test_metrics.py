"""Every metric on disk keeps the contract of `Metric`; the known ones agree with scikit-learn."""

import numpy as np
import pytest
from sklearn import metrics as sk

from benchmark.plugins import METRICS

every_metric = pytest.mark.parametrize("name", METRICS.names)
rng = np.random.default_rng(0)
LABELS = rng.integers(0, 7, 200)
MARGINS = rng.normal(size=(200, 7)).astype(np.float32)
MARGINS[np.arange(200), LABELS] += 1
EXACT = np.exp(MARGINS.astype(np.float64))
EXACT /= EXACT.sum(axis=1, keepdims=True)
PROBABILITIES = EXACT.astype(np.float32)


def measure(name, y, scores):
    return METRICS.make(name).measure(np.array(y), np.array(scores, np.float32))


@every_metric
def test_values_keep_to_their_bounds(name):
    metric = METRICS.make(name)
    low, high = metric.bounds
    assert low <= metric.measure(LABELS, PROBABILITIES) <= high


@every_metric
def test_better_scores_measure_better(name):
    metric = METRICS.make(name)
    truth = np.eye(7, dtype=np.float32)[LABELS]
    worse, better = metric.measure(LABELS, 1 - truth), metric.measure(LABELS, truth)
    if worse is not None:
        assert (better > worse) == metric.higher_is_better


@every_metric
def test_inputs_are_not_modified(name):
    y, scores = LABELS.copy(), PROBABILITIES.copy()
    METRICS.make(name).measure(y, scores)
    np.testing.assert_array_equal(y, LABELS)
    np.testing.assert_array_equal(scores, PROBABILITIES)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("accuracy", sk.accuracy_score(LABELS, MARGINS.argmax(1))),
        ("macro_f1", sk.f1_score(LABELS, MARGINS.argmax(1), average="macro")),
        ("top5_error", 1 - sk.top_k_accuracy_score(LABELS, MARGINS, k=5)),
        ("log_loss", sk.log_loss(LABELS, EXACT)),
    ],
)
def test_agrees_with_scikit_learn(name, expected):
    assert measure(name, LABELS, PROBABILITIES) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(("classes", "expected"), [(4, None), (5, None), (6, 0.0)])
def test_top5_error_does_not_apply_at_five_classes_or_fewer(classes, expected):
    assert measure("top5_error", [0, 1], np.eye(classes)[:2]) == expected


def test_top5_error_breaks_ties_by_the_first_classes():
    assert measure("top5_error", [4, 5], np.zeros((2, 6))) == 0.5


def test_macro_f1_leaves_out_a_class_that_nobody_has_and_nobody_guesses():
    assert measure("macro_f1", [0, 1], [[1, 0, 0], [0, 1, 0]]) == 1.0


def test_log_loss_does_not_apply_to_margins():
    assert measure("log_loss", LABELS, MARGINS) is None


def test_log_loss_of_one_certain_mistake_is_finite():
    assert measure("log_loss", [1], [[1, 0]]) == pytest.approx(-np.log(np.finfo(np.float32).eps))
