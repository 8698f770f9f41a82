import pytest

from benchmark.plugins import DATASETS
from models.random_features import RandomFeatures


def test_kernels_are_fixed_and_the_linear_layer_is_learned():
    cost = RandomFeatures(filters=10, patch=5, grid=4).cost((28, 20, 3), 7)
    filters, ridge = cost.layers
    assert filters.output == (4, 4, 10)
    assert (filters.learned, filters.fixed) == (0, 10 * 3 * 5 * 5)
    assert filters.macs == filters.connections == 24 * 16 * 10 * 3 * 5 * 5
    assert filters.activations == 24 * 16 * 10  # before the pooling
    assert ridge.learned == (4 * 4 * 10 + 1) * 7


def test_an_image_smaller_than_a_patch_has_one_response_a_kernel():
    cost = RandomFeatures(filters=10, patch=7).cost((4, 7, 1), 2)
    assert cost.layers[0].macs == 10 * 7 * 7


def test_it_learns_digits():
    data = DATASETS.make("digits").load(0)
    model = RandomFeatures(filters=64)
    model.fit(data.train, data.validation, n_classes=10, seed=0)
    assert (model.scores(data.test.x).argmax(axis=1) == data.test.y).mean() > 0.95


@pytest.mark.parametrize("setting", ["filters", "grid"])
def test_settings_that_cannot_work_are_refused(setting):
    with pytest.raises(ValueError, match=f"expected {setting} of 1 or more, received 0"):
        RandomFeatures(**{setting: 0})
