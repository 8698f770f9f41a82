import numpy as np
import pytest
from scipy.stats import multivariate_normal
from skimage.feature import fisher_vector
from sklearn.mixture import GaussianMixture

from models.descriptors.dense_sift import DenseSIFT
from models.encodings.fisher_vector import FisherVector


@pytest.fixture(scope="module")
def x():
    rng = np.random.default_rng(0)
    return np.kron(rng.integers(0, 256, (30, 5, 5, 1)), np.ones((4, 4, 1))).astype(np.uint8)


@pytest.fixture(scope="module")
def encoding(x):
    return FisherVector(DenseSIFT(step=4), words=3, dimensions=6).fit(x)


def projected(encoding, x):
    """Give what words are fitted to, in float64."""
    gaussians = encoding.gaussians_
    descriptors = encoding.descriptor.transform(x).astype(float) - gaussians.mean
    positions = encoding.descriptor.positions(x.shape[1:]) - 0.5
    places = np.broadcast_to(positions, (len(x), *positions.shape))
    return np.concatenate([descriptors @ gaussians.projection.astype(float), places], axis=-1)


def gradient(encoding, points):
    """Write the paper's equations down word by word, for one image, in float64."""
    gaussians = encoding.gaussians_
    weights = np.exp(gaussians.log_weights.astype(float))
    means, deviations = gaussians.means, np.exp(gaussians.log_deviations.astype(float))
    likelihoods = [
        weight * multivariate_normal(mean, np.diag(deviation**2)).pdf(points)
        for weight, mean, deviation in zip(weights, means, deviations, strict=True)
    ]
    posteriors = np.array(likelihoods) / np.sum(likelihoods, axis=0)
    parts = []
    for word, posterior in enumerate(posteriors):
        off = (points - means[word]) / deviations[word]
        scale = len(points) * np.sqrt(weights[word])
        parts += [posterior @ off / scale, posterior @ (off**2 - 1) / scale / np.sqrt(2)]
    whole = np.concatenate(parts)
    rooted = np.sign(whole) * np.sqrt(np.abs(whole))
    return rooted / np.linalg.norm(rooted)


def unrooted(x):
    """Undo the root, which makes rounding near nought look large."""
    return x * np.abs(x)


def test_it_is_the_gradient_of_the_paper(encoding, x):
    expected = np.array([gradient(encoding, points) for points in projected(encoding, x)])
    np.testing.assert_allclose(
        unrooted(encoding.transform(x)), unrooted(expected), rtol=1e-3, atol=1e-5
    )
    np.testing.assert_allclose(encoding.transform(x), expected, atol=5e-3)


def test_words_that_are_out_of_the_question_share_nothing(encoding, x):
    far = FisherVector(encoding.descriptor, words=3, dimensions=6)
    logs = encoding.gaussians_.log_deviations - np.float32(2)  # a seventh: likelihoods fall apart
    far.gaussians_ = encoding.gaussians_._replace(log_deviations=logs)
    expected = np.array([gradient(far, points) for points in projected(far, x)])
    np.testing.assert_allclose(unrooted(far.transform(x)), unrooted(expected), rtol=1e-3, atol=1e-5)


def test_it_is_scikit_images_up_to_signs(encoding, x):
    gaussians = encoding.gaussians_
    mixture = GaussianMixture(3, covariance_type="diag")
    mixture.weights_ = np.exp(gaussians.log_weights)
    mixture.means_ = gaussians.means
    mixture.covariances_ = np.exp(2 * gaussians.log_deviations)
    mixture.precisions_cholesky_ = np.exp(-gaussians.log_deviations)
    ours = unrooted(encoding.transform(x)).reshape(len(x), 3, 2, 8)
    for image, points in zip(ours, projected(encoding, x), strict=True):
        theirs = fisher_vector(points, mixture, improved=True)[-48:].reshape(2, 3, 8)
        theirs = unrooted(theirs / np.linalg.norm(theirs))  # without the weights' part
        np.testing.assert_allclose(image[:, 0], theirs[0], rtol=1e-3, atol=1e-5)
        np.testing.assert_allclose(
            image[:, 1], -theirs[1], rtol=1e-3, atol=1e-5
        )  # their sign is flipped


def test_vectors_have_unit_length(encoding, x):
    np.testing.assert_allclose(np.linalg.norm(encoding.transform(x), axis=1), 1, atol=1e-3)


def test_an_image_without_texture_has_a_vector(encoding):
    vector = encoding.transform(np.full((1, 20, 20, 1), 9, np.uint8))
    assert np.isfinite(vector).all()
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-3)


def test_more_words_and_axes_than_descriptors_are_cut(x):
    encoding = FisherVector(DenseSIFT(step=4), words=999, dimensions=999).fit(x[:1])
    points = encoding.descriptor.positions(x.shape[1:])
    assert encoding.gaussians_.means.shape == (len(points), len(points) + 2)


def test_blocks_give_what_one_block_gives(encoding, x):
    many = np.tile(x, (20, 1, 1, 1))
    assert len(many) > encoding.block(len(encoding.descriptor.positions(x.shape[1:])))
    np.testing.assert_allclose(encoding.transform(many)[-30:], encoding.transform(x), atol=1e-6)
