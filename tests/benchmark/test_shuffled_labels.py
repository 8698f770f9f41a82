import numpy as np
import pytest

from benchmark.data import Data
from benchmark.datasets import digits
from benchmark.plugins import DATASETS, MODELS
from benchmark.usage_error import UsageError
from models import Split


def load(seed=0, within="digits"):
    return DATASETS.make(f"shuffled_labels(dataset={within!r})").load(seed)


def test_only_labels_of_training_and_validation_change_places():
    inner, data = DATASETS.make("digits").load(0), load()
    for name in ("train", "validation"):
        before, after = getattr(inner, name), getattr(data, name)
        np.testing.assert_array_equal(after.x, before.x)
        assert np.bincount(after.y).tolist() == np.bincount(before.y).tolist()
        assert (after.y == before.y).mean() < 0.2  # 0.1 by chance
    np.testing.assert_array_equal(data.test.x, inner.test.x)
    np.testing.assert_array_equal(data.test.y, inner.test.y)
    assert data.classes == inner.classes


def test_the_data_set_within_is_left_as_it_was(monkeypatch):
    y = np.arange(60) % 3
    split = Split(np.zeros((60, 2, 2, 1), np.uint8), y, groups=np.arange(60) // 2)
    monkeypatch.setattr(
        digits.Digits, "load", lambda *_: Data(split, split, split, ("a", "b", "c"))
    )
    data = load()
    assert split.y.tolist() == (np.arange(60) % 3).tolist()
    assert data.train.y.tolist() != data.validation.y.tolist()
    np.testing.assert_array_equal(data.train.groups, split.groups)


def test_a_model_falls_to_chance():
    data = load()
    model = MODELS.make("logistic")
    model.fit(data.train, data.validation, n_classes=10, seed=0)
    assert (model.scores(data.test.x).argmax(axis=1) == data.test.y).mean() < 0.2


def test_it_is_a_control():
    assert DATASETS.find("shuffled_labels").control


def test_the_data_set_within_has_one_spelling():
    text = "shuffled_labels( dataset = 'subset(train=500, dataset=\"mnist_5k\")')"
    normal = "shuffled_labels(dataset=\"subset(dataset='mnist_5k')\")"
    assert DATASETS.normalise(text) == DATASETS.normalise(normal) == normal
    assert DATASETS.normalise("shuffled_labels(dataset='digits')") == "shuffled_labels"


@pytest.mark.parametrize("name", ["shuffled_labels", "subset"])
@pytest.mark.parametrize(
    ("within", "message"),
    [
        ("'mnist_6k'", "unknown dataset 'mnist_6k'; the nearest is 'mnist_5k'; known:"),
        ("'digits(size=9)'", "unknown digits setting 'size'"),
        ("'digits('", r"malformed spec 'digits\('"),
        ("5", "expected .* of the kind of 'digits', received 5"),
    ],
)
def test_what_cannot_be_within_is_refused(name, within, message):
    with pytest.raises(UsageError, match=message):
        DATASETS.normalise(f"{name}(dataset={within})")
