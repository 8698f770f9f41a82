import numpy as np
import pytest
from sklearn.decomposition import PCA

from models.encodings.principal_axes import PrincipalAxes


def correlated(n, features):
    rng = np.random.default_rng(1)
    return (rng.normal(size=(n, features)) @ rng.normal(size=(features, features))).astype("f4")


@pytest.mark.parametrize(("n", "features"), [(100, 20), (30, 80)])
def test_projections_are_those_of_scikit_learn_up_to_their_signs(n, features):
    x = correlated(n, features)
    expected = PCA(6, svd_solver="full").fit_transform(x.astype(np.float64))
    found = PrincipalAxes(6).fit_transform(x)
    signs = np.sign((expected * found).sum(axis=0))
    np.testing.assert_allclose(found * signs, expected, atol=1e-3 * abs(expected).max())


def test_axes_have_length_one_and_none_is_in_another():
    axes = PrincipalAxes(5).fit(correlated(30, 80)).axes_
    np.testing.assert_allclose(axes.T @ axes, np.eye(5), atol=1e-5)


def test_no_more_are_kept_than_there_are_features():
    assert PrincipalAxes(64).fit_transform(correlated(100, 20)).shape == (100, 20)


def test_too_few_images_are_refused():
    with pytest.raises(ValueError, match="expected 7 training images or more, received 6"):
        PrincipalAxes(6).fit(correlated(6, 80))
