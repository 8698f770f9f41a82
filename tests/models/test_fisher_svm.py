import numpy as np
import pytest
from sklearn.datasets import load_digits

from models._split import Split
from models.fisher_svm import FisherSVM


@pytest.fixture(scope="module")
def splits():
    digits = load_digits()
    x = (digits.images[..., None] * 15.9).astype(np.uint8)
    y = digits.target.astype(np.int64)
    return Split(x[:600], y[:600]), Split(x[600:800], y[600:800]), Split(x[800:], y[800:])


@pytest.fixture(scope="module")
def fitted(splits):
    svm = FisherSVM(step=1, bin_widths=(1.5, 2.0), words=16, dimensions=16)
    svm.fit(*splits[:2], n_classes=10, seed=0)
    return svm


def test_it_tells_digits_apart(fitted, splits):
    right = fitted.scores(splits[2].x).argmax(axis=1) == splits[2].y
    assert right.mean() > 0.9


def test_its_probabilities_are_calibrated(fitted, splits):
    scores = fitted.scores(splits[2].x).astype(np.float64)
    confidence = scores.max(axis=1).mean()
    right = (scores.argmax(axis=1) == splits[2].y).mean()
    assert confidence == pytest.approx(right, abs=0.05)


def test_every_step_of_the_fit_is_timed(fitted):
    assert list(fitted.phases) == ["codebook", "features", "encode", "svm"]
    assert all(seconds > 0 for seconds in fitted.phases.values())


def test_costs_are_the_sizes_of_what_was_fitted(fitted):
    sift, encoding, machine = fitted.cost((8, 8, 1), 10).layers
    features, svm = (step for _, step in fitted.fitted.steps)
    assert encoding.fitted == sum(each.size for each in features.gaussians_)
    assert machine.learned == svm.coef_.size + svm.intercept_.size
    assert machine.macs == svm.coef_.size
    assert encoding.output == (svm.coef_.shape[1],)
    assert sift.output == features.descriptor.transform(np.zeros((1, 8, 8, 1), np.uint8)).shape[1:]
    assert sift.fixed > 0
