import pytest

from benchmark.plugins import DATASETS
from models.hog_svm import HogSVM


def test_a_linear_machine_is_counted_to_the_last_weight():
    model = HogSVM(orientations=9, signed=False, cells=(4,), kernel="linear")
    hog, svm = model.cost((28, 20, 1), 7).layers
    assert hog.output == (6 * 4 * 2 * 2 * 9,)
    assert (hog.learned, hog.fixed) == (0, 2 * 3 + 2 * 8)
    assert svm.learned == (6 * 4 * 2 * 2 * 9 + 1) * 7


def test_before_a_fit_a_gaussian_machine_is_counted_as_one_image_a_class():
    model = HogSVM(cells=(14,), block=1, orientations=8)
    hog, kernel, machines = model.cost((28, 28, 1), 3).layers
    assert hog.output == (2 * 2 * 8,)
    assert kernel.fitted == kernel.macs == 3 * 32
    assert machines.learned == 3 * 2 + 3  # three pairs of classes, two images each, and biases
    assert machines.macs == 3 * 2


@pytest.mark.parametrize("kernel", ["rbf", "linear"])
def test_it_learns_digits(kernel):
    data = DATASETS.make("digits").load(0)
    model = HogSVM(cells=(2,), kernel=kernel)
    model.fit(data.train, data.validation, n_classes=10, seed=0)
    assert (model.scores(data.test.x).argmax(axis=1) == data.test.y).mean() > 0.97
    assert set(model.phases) == {"features", "svm"}


def test_an_unknown_kernel_is_refused():
    with pytest.raises(ValueError, match="expected kernel of rbf, linear, received 'cubic'"):
        HogSVM(kernel="cubic")


@pytest.mark.parametrize("setting", ["orientations", "block", "cells"])
def test_settings_that_cannot_work_are_refused(setting):
    with pytest.raises(ValueError, match=f"expected {setting} of 1 or more, received 0"):
        HogSVM(**{setting: 0})
