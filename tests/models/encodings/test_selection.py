import numpy as np
import pytest
from sklearn.feature_selection import SelectKBest

from models.encodings.selection import Selection

rng = np.random.default_rng(0)
LABELS = rng.integers(0, 4, 120)
X = rng.normal(size=(120, 30)).astype(np.float32)
X[:, [3, 17, 20]] += LABELS[:, None] * np.array([1.0, 0.5, 0.2], np.float32)


@pytest.mark.parametrize("kept", [1, 3, 12])
def test_the_features_are_those_of_scikit_learn(kept):
    expected = SelectKBest(k=kept).fit(X.astype(np.float64), LABELS).get_support(indices=True)
    selection = Selection(kept).fit(X, LABELS)
    np.testing.assert_array_equal(selection.places_, expected)
    np.testing.assert_array_equal(selection.transform(X), X[:, expected])


def test_features_that_tell_are_kept_and_constant_ones_are_last():
    x = X.copy()
    x[:, 5] = 1
    assert set(Selection(3).fit(x, LABELS).places_) >= {3, 17}
    assert 5 not in Selection(29).fit(x, LABELS).places_


def test_a_feature_that_tells_without_a_mistake_is_first():
    x = X.copy()
    x[:, 9] = LABELS
    assert Selection(1).fit(x, LABELS).places_.tolist() == [9]


@pytest.mark.parametrize("kept", [0, 30, 31])
def test_all_are_kept_where_none_is_to_go(kept):
    np.testing.assert_array_equal(Selection(kept).fit_transform(X, LABELS), X)
