"""Every model on disk learns from images in a file what it learns from the array."""

from functools import cache

import keras
import numpy as np
import pytest

from benchmark.plugins import MODELS
from models import Split, StoredImages

pytestmark = [
    pytest.mark.parametrize("name", MODELS.names),
    pytest.mark.filterwarnings("ignore:Even though the `tf.config:UserWarning"),  # of _call_by_call
]


@pytest.fixture(autouse=True, scope="module")
def _call_by_call():
    """Build no graphs: tracing a graph takes TensorFlow longer than these few steps."""
    if keras.backend.backend() != "tensorflow":
        yield
        return
    import tensorflow as tf

    tf.config.run_functions_eagerly(run_eagerly=True)
    yield
    tf.config.run_functions_eagerly(run_eagerly=False)


@pytest.fixture(params=["kept", "read each time"])
def _most_bytes(request, monkeypatch):
    if request.param == "read each time":
        monkeypatch.setattr("models._image_by_image.MOST_BYTES", 0)


def labelled():
    x = np.random.default_rng(0).integers(0, 256, (60, 16, 16, 3), np.uint8)
    y = np.arange(60) % 3
    x += (60 * y).astype(np.uint8)[:, None, None, None] // 2
    return x, y


def splits(x, y):
    order = np.random.default_rng(1).permutation(60)
    return [Split(x, y).take(part) for part in np.split(order, [40, 50])]


def fitted(name, train, validation):
    cls = MODELS.find(name)
    model = cls(**cls.tiny)
    model.fit(train, validation, n_classes=3, seed=0)
    return model


@cache
def learned_from_arrays(name):
    train, validation, test = splits(*labelled())
    model = fitted(name, train, validation)
    return model.scores(test.x), model.history


@pytest.mark.usefixtures("_most_bytes")
def test_scores_and_history_are_those_of_the_array(name, tmp_path):
    scores, history = learned_from_arrays(name)
    x, y = labelled()
    np.save(tmp_path / "x.npy", x)
    train, validation, test = splits(StoredImages(tmp_path / "x.npy"), y)
    received = fitted(name, train, validation)
    np.testing.assert_array_equal(received.scores(test.x), scores)
    untold = {"seconds": 0, "clock": 0}
    for own, other in zip(received.history, history, strict=True):
        assert {**own, **untold} == {**other, **untold}
