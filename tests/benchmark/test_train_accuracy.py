"""Every row says how well the model does on images that it learned from."""

import numpy as np
import pytest

from benchmark.measure import measure
from benchmark.plugins import DATASETS
from benchmark.protocol import Protocol
from benchmark.spec import Spec


@pytest.fixture
def accuracy(tmp_path):
    def of(model, dataset="digits"):
        row = measure(Spec(dataset, model, 0), tmp_path, Protocol()).row()
        assert row["status"] in {"ok", "contended", "chance"}
        return row["train_accuracy"]

    return of


def test_the_nearest_neighbour_of_a_training_image_is_itself(accuracy):
    assert accuracy("nearest_neighbours(k=(1,))") == 1.0


def test_it_is_of_a_thousand_images_that_lie_evenly(accuracy):
    y = DATASETS.make("digits").load(0).train.y
    some = y[[each * 1257 // 1000 for each in range(1000)]]
    likeliest = np.bincount(y).argmax()
    assert accuracy("majority") == (some == likeliest).mean()


def test_it_is_of_all_where_there_are_fewer(accuracy):
    y = DATASETS.make("subset(train=50)").load(0).train.y
    likeliest = np.bincount(y).argmax()
    assert accuracy("majority", "subset(train=50)") == (y == likeliest).mean()


def test_shuffled_labels_can_be_learned_by_heart(accuracy):
    assert accuracy("nearest_neighbours(k=(1,))", "shuffled_labels") == 1.0
