import pytest

from benchmark.plugins import DATASETS
from models.gabor_svm import GaborSVM


def test_kernels_are_fixed_and_the_machine_is_counted_as_one_image_a_class():
    gabor, kernel, machines = GaborSVM(orientations=4, grid=3).cost((28, 28, 1), 5).layers
    numbers = 3 * 3 * 4 * (2 + 2)  # two wavelengths, rising and falling edges
    assert gabor.learned == gabor.fitted == 0
    assert gabor.fixed > 0
    assert kernel.fitted == 5 * numbers
    assert machines.learned == 5 * 4 + 10


def test_it_learns_digits():
    data = DATASETS.make("digits").load(0)
    model = GaborSVM()
    model.fit(data.train, data.validation, n_classes=10, seed=0)
    assert (model.scores(data.test.x).argmax(axis=1) == data.test.y).mean() > 0.97


@pytest.mark.parametrize(("setting", "least"), [("orientations", "1"), ("wavelengths", "2")])
def test_settings_that_cannot_work_are_refused(setting, least):
    with pytest.raises(ValueError, match=f"expected {setting} of {least} or more, received 0"):
        GaborSVM(**{setting: 0})
