import numpy as np
import pytest

from benchmark.plugins import DATASETS
from models import Split
from models.nearest_neighbours import NearestNeighbours
from models.pixels_svm import PixelsSVM


def noise(n):
    x = np.random.default_rng(0).integers(0, 256, (n, 5, 4, 3), np.uint8)
    return Split(x, np.arange(n) % 2)


def test_training_images_are_counted_once_they_are_known():
    model = NearestNeighbours()
    assert model.cost((5, 4, 3), 7).total("macs") == 7 * 60
    model.fit(noise(30), noise(10), n_classes=7, seed=0)
    cost = model.cost((5, 4, 3), 7)
    assert (cost.total("fitted"), cost.total("learned"), cost.total("macs")) == (
        30 * 60,
        0,
        30 * 60,
    )


def test_support_vectors_are_counted_once_they_are_known():
    model = PixelsSVM()
    assert model.cost((5, 4, 3), 7).total("fitted") == 7 * 60
    model.fit(noise(30), noise(10), n_classes=7, seed=0)
    kernel, machines = model.cost((5, 4, 3), 7).layers
    vectors = kernel.output[0]
    assert 7 < vectors <= 30
    assert kernel.macs == kernel.fitted == vectors * 60
    assert machines.learned == vectors + 1  # two classes have one machine, with one bias


@pytest.mark.parametrize(("model", "least"), [(NearestNeighbours(), 0.97), (PixelsSVM(), 0.97)])
def test_it_learns_digits(model, least):
    data = DATASETS.make("digits").load(0)
    model.fit(data.train, data.validation, n_classes=10, seed=0)
    assert (model.scores(data.test.x).argmax(axis=1) == data.test.y).mean() > least


def test_nobody_to_vote_is_refused():
    with pytest.raises(ValueError, match="expected k of 1 or more, received \\(3, 0\\)"):
        NearestNeighbours(k=(3, 0))
