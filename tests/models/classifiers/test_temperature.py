import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from models.classifiers._temperature import temperature

CLASSES = np.array([2, 5])


def test_two_classes_get_the_slope_of_logistic_regression_without_a_bias():
    rng = np.random.default_rng(0)
    y = rng.choice(CLASSES, 200)
    margins = np.where(y == 5, 1, -1) + 2 * rng.standard_normal(200)
    regression = LogisticRegression(C=np.inf, fit_intercept=False, tol=1e-8)
    slope = regression.fit(margins[:, None], y == 5).coef_[0, 0]
    scores = np.stack([-margins, margins], axis=1)
    assert temperature(scores, y, CLASSES) == pytest.approx(slope / 2, rel=1e-3)


def test_probabilities_that_were_sharpened_are_brought_back():
    rng = np.random.default_rng(1)
    logits = rng.standard_normal((4000, 3))
    y = (logits + rng.gumbel(size=logits.shape)).argmax(axis=1)  # drawn from softmax(logits)
    assert temperature(20 * logits, y, np.arange(3)) == pytest.approx(1 / 20, rel=0.1)


def test_images_of_classes_without_a_column_are_left_out():
    scores = np.random.default_rng(2).standard_normal((60, 2)).astype(np.float32)
    y = np.where(scores[:, 0] + 0.5 > scores[:, 1], 2, 5)
    y[::3] = 4
    kept = y != 4
    assert temperature(scores, y, CLASSES) == temperature(scores[kept], y[kept], CLASSES)


@pytest.mark.parametrize(
    ("y", "classes"), [(np.array([1, 1]), np.array([1])), (np.array([7, 7]), CLASSES)]
)
def test_without_anything_to_tell_the_scale_is_one(y, classes):
    assert temperature(np.ones((2, len(classes)), np.float32), y, classes) == 1.0


def test_scores_that_are_never_wrong_keep_a_finite_scale():
    scores = np.array([[9, 0], [0, 9]], np.float32)
    assert 1 < temperature(scores, CLASSES, CLASSES) <= 1e4
