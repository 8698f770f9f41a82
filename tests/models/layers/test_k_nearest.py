import keras
import numpy as np
import pytest
from sklearn.neighbors import KNeighborsClassifier

from models.classifiers.k_nearest import KNearest as Voters
from models.layers.k_nearest import KNearest

RNG = np.random.default_rng(0)
X, OTHERS = (RNG.normal(size=(n, 4)).astype(np.float32) for n in (40, 12))
OTHERS[0] = X[7]  # at no distance
Y = np.array([0, 2, 3])[np.arange(40) % 3]  # class 1 is absent


def network(k, *, by_distance):
    machine = Voters((k,), by_distance=by_distance).fit(X, Y)
    layer = KNearest.of(machine, 5)
    made = keras.Sequential([keras.Input((4,)), layer])
    layer.take(machine)
    return made


@pytest.mark.parametrize("by_distance", [True, False])
@pytest.mark.parametrize("k", [1, 7, 50])
def test_shares_are_those_of_scikit_learn(k, by_distance):
    weights = "distance" if by_distance else "uniform"
    voters = KNeighborsClassifier(min(k, 40), weights=weights).fit(X, Y)
    expected = np.zeros((12, 5))
    expected[:, [0, 2, 3]] = voters.predict_proba(OTHERS)
    shares = network(k, by_distance=by_distance).predict(OTHERS, verbose=0)
    np.testing.assert_allclose(shares, expected, atol=1e-4)


def test_the_machine_is_had_again():
    machine = network(7, by_distance=True).layers[0].machine()
    expected = Voters((7,)).fit(X, Y)
    np.testing.assert_array_equal(machine.classes_, [0, 2, 3])
    np.testing.assert_array_equal(machine.predict_proba(OTHERS), expected.predict_proba(OTHERS))
