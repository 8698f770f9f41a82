import numpy as np
import pytest

from benchmark.plugins import DATASETS
from models.lbp_svm import LbpSVM


@pytest.mark.parametrize(("samples", "numbers"), [(1, 1), (2, 3)])
def test_so_many_numbers_stand_for_each_share(samples, numbers):
    model = LbpSVM(radii=(1,), grid=(2,), samples=samples)
    lbp, svm = model.cost((28, 28, 1), 7).layers
    assert lbp.output == (4 * 59,)
    assert svm.learned == (numbers * 4 * 59 + 1) * 7
    data = DATASETS.make("digits").load(0)
    model.fit(data.train, data.validation, n_classes=10, seed=0)
    assert model.fitted[-1].coef_.shape == (10, numbers * 4 * 59)


def test_products_come_near_the_chi_squared_kernel():
    shares = np.array([[0.1, 0.6, 0.3], [0.5, 0.2, 0.3]])
    expected = (2 * shares[0] * shares[1] / shares.sum(axis=0)).sum()
    for samples, tolerance in ((1, 0.08), (2, 0.04), (3, 0.012)):
        first, second = LbpSVM(samples=samples).pipeline(seed=0)["map"].fit_transform(shares)
        assert first @ second == pytest.approx(expected, abs=tolerance)


def test_it_learns_digits():
    data = DATASETS.make("digits").load(0)
    model = LbpSVM(radii=(1,), grid=(1, 2))
    model.fit(data.train, data.validation, n_classes=10, seed=0)
    assert (model.scores(data.test.x).argmax(axis=1) == data.test.y).mean() > 0.9
    assert set(model.phases) == {"features", "map", "svm"}


@pytest.mark.parametrize("setting", ["radii", "grid"])
def test_settings_that_cannot_work_are_refused(setting):
    with pytest.raises(ValueError, match=f"expected {setting} of 1 or more, received 0"):
        LbpSVM(**{setting: 0})


def test_more_samples_than_scikit_learn_knows_are_refused():
    with pytest.raises(ValueError, match="expected samples of 1 to 3, received 4"):
        LbpSVM(samples=4)
