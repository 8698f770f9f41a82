from itertools import combinations
from math import factorial

import numpy as np
import pytest

from models import Split
from models.coates import Coates
from models.fisher_net import FisherNet
from models.fisher_svm import FisherSVM
from models.maps.words import words
from models.sift_svm import SiftSVM

MODELS = {
    "hellinger": SiftSVM(words=16, step=4),
    "chi2": SiftSVM(words=16, step=3, kernel="chi2", levels=(1, 2, 3)),
    "shared": SiftSVM(words=16, step=3, sharpness=5.0),
    "fisher": FisherSVM(words=4, dimensions=8, step=4),
    "coates": Coates(words=16),
}


def split(n=60, seed=0, shape=(20, 24, 3)):
    rng = np.random.default_rng(seed)
    x = rng.integers(0, 256, (n, *shape), np.uint8)
    y = np.arange(n) % 3
    x[y == 1, :8, :8] //= 4
    x[y == 2, 10:, 5:] //= 3
    return Split(x, y.astype(np.int64))


@pytest.fixture(scope="module", params=MODELS)
def fitted(request):
    model = MODELS[request.param]
    model.fit(split(), split(30, 1), n_classes=4, seed=0)
    return model


def margins(model, x):
    """Give calibrated margins without their biases, by the fitted pipeline."""
    machine = model.fitted[-1]
    vectors = np.asarray(model.fitted[:-1].transform(x), np.float64)
    return machine.scale_ * vectors @ machine.coef_.astype(np.float64).T


def test_the_mean_and_the_bias_are_the_margin(fitted):
    x = split(20, 2).x
    expected = margins(fitted, x)
    for label in range(3):
        maps = fitted.evidence(x, np.full(20, label))
        assert maps.shape == (20, 20, 24)
        assert maps.dtype == np.float32
        means = maps.mean(axis=(1, 2), dtype=np.float64)
        np.testing.assert_allclose(means, expected[:, label], atol=1e-5 * abs(expected).max())


def test_a_class_absent_from_training_has_no_evidence(fitted):
    assert not fitted.evidence(split(3, 2).x, np.full(3, 3)).any()
    with pytest.raises(ValueError, match="expected classes of 0 to 3, received 4"):
        fitted.evidence(split(3, 2).x, np.full(3, 4))


def test_evidence_of_histograms_is_shapleys():
    """Of the game of descriptors that are taken away, divided by the sum that all have."""
    model = SiftSVM(words=3, step=3, bin_widths=(2.0,), levels=(1,))
    model.fit(split(shape=(12, 12, 1)), split(30, 1, (12, 12, 1)), n_classes=3, seed=0)
    encoding, machine = model.fitted[0], model.fitted[-1]
    x = split(2, 5, (12, 12, 1)).x
    descriptors = encoding.descriptor.transform(x)
    positions = encoding.descriptor.positions(x.shape[1:])
    n = len(positions)
    assert n == 9
    distances = np.square(descriptors[:, :, None] - encoding.centres_).sum(axis=-1)
    nearest = distances.argmin(axis=-1)
    weights = machine.coef_[1] * machine.scale_
    expected = np.zeros((2, n))
    for image in range(2):
        for point in range(n):
            others = [each for each in range(n) if each != point]
            for size in range(n):
                share = factorial(size) * factorial(n - 1 - size) / factorial(n)
                for some in combinations(others, size):
                    few = np.bincount(nearest[image, list(some)], minlength=3) / n
                    more = few + (np.arange(3) == nearest[image, point]) / n
                    expected[image, point] += share * (np.sqrt(more) - np.sqrt(few)) @ weights
    vectors = np.sqrt(encoding.transform(x))
    rates = np.divide(vectors * weights, vectors**2, out=np.zeros_like(vectors), where=vectors > 0)
    received = encoding.sharer(positions)(descriptors, rates)
    np.testing.assert_allclose(received, expected, rtol=1e-4, atol=1e-5)


def test_shares_of_a_fisher_vector_are_the_terms_of_its_sums():
    model = FisherSVM(words=3, dimensions=4, step=4, bin_widths=(2.0,))
    model.fit(split(), split(30, 1), n_classes=3, seed=0)
    encoding = model.fitted[0]
    x = split(2, 5).x
    descriptors = encoding.descriptor.transform(x)
    positions = encoding.descriptor.positions(x.shape[1:])
    mean, axes, log_weights, means, log_deviations = (
        each.astype(np.float64) for each in encoding.gaussians_
    )
    deviations, priors = np.exp(log_deviations), np.exp(log_weights)
    vote = np.random.default_rng(0).normal(size=(2, 3 * 2 * 6))
    for image in range(2):
        points = np.hstack([(descriptors[image] - mean) @ axes, positions - 0.5])
        off = (points[:, None] - means) / deviations  # (points, words, numbers)
        logs = log_weights - np.log(deviations).sum(axis=1) - np.square(off).sum(axis=2) / 2
        likely = np.exp(logs - logs.max(axis=1, keepdims=True))
        shares = (likely / likely.sum(axis=1, keepdims=True))[..., None]
        of_means = shares * off / np.sqrt(priors)[:, None]
        of_deviations = shares * (off**2 - 1) / np.sqrt(2 * priors)[:, None]
        terms = np.concatenate([of_means, of_deviations], axis=2).reshape(len(points), -1)
        terms /= len(points)
        sizes = abs(terms.sum(axis=0))
        expected = terms / np.sqrt(sizes) / np.sqrt(sizes.sum()) @ vote[image]
        received = encoding.sharer(positions)(
            descriptors[image : image + 1], vote[image : image + 1].astype(np.float32)
        )
        np.testing.assert_allclose(received[0], expected, atol=1e-3 * abs(expected).max())


def test_what_speaks_for_a_class_lies_where_it_is(fitted):
    """Classes 1 and 2 are dark in a corner each."""
    x = split(60, 3).x
    for label, (rows, columns) in {
        1: (slice(8), slice(8)),
        2: (slice(10, 20), slice(5, 24)),
    }.items():
        maps = fitted.evidence(x, np.full(60, label))[np.arange(60) % 3 == label].mean(axis=0)
        outside = np.ones((20, 24), bool)
        outside[rows, columns] = False
        assert maps[rows, columns].mean() > maps[outside].mean()


def test_a_network_of_the_same_kernels_has_the_same_evidence():
    settings = {"words": 4, "dimensions": 8, "step": 4}
    machine, network = FisherSVM(**settings), FisherNet(**settings, kernels="fixed")
    x = split(6, 2).x
    maps = []
    for model in (machine, network):
        model.fit(split(), split(30, 1), n_classes=3, seed=0)
        maps.append(model.evidence(x, np.arange(6) % 3))
    np.testing.assert_allclose(maps[1], maps[0], atol=1e-2 * abs(maps[0]).max())


def test_images_too_small_for_any_texture_are_taken():
    model = SiftSVM(words=2, step=1)
    dots = Split(np.zeros((9, 2, 2, 1), np.uint8), np.arange(9) % 3)
    model.fit(dots, dots, n_classes=3, seed=0)
    maps = words(model.fitted, dots.x, dots.y, 3)
    assert np.isfinite(maps).all()
    expected = margins(model, dots.x)[np.arange(9), dots.y]
    np.testing.assert_allclose(maps.mean(axis=(1, 2)), expected, atol=1e-5)
