"""Trials see all of a data set but its test images."""

import numpy as np
import pytest

from benchmark.data import Data
from benchmark.datasets import digits
from benchmark.plugins import DATASETS
from benchmark.trials_of import trials_of
from benchmark.usage_error import UsageError
from models import Split


def images(split):
    return {image.tobytes() for image in split.x}


def test_validation_images_stand_in_place_of_the_test_and_training_images_in_theirs():
    inner, data = DATASETS.make("digits").load(3), DATASETS.make("tuning").load(3)
    np.testing.assert_array_equal(data.test.x, inner.validation.x)
    np.testing.assert_array_equal(data.test.y, inner.validation.y)
    assert images(data.train) | images(data.validation) == images(inner.train)
    assert len(data.validation) == len(inner.validation)
    assert len(data.train) + len(data.validation) == len(inner.train)


def test_no_test_image_is_there():
    inner, data = DATASETS.make("digits").load(3), DATASETS.make("tuning").load(3)
    seen = images(data.train) | images(data.validation) | images(data.test)
    assert not seen & images(inner.test)


def test_groups_stay_whole(monkeypatch):
    y = np.arange(120) % 2
    x = np.arange(120, dtype=np.uint8).reshape(120, 1, 1, 1)
    whole = Split(x, y, groups=np.arange(120) // 6)
    few = whole.take(np.arange(30))
    monkeypatch.setattr(digits.Digits, "load", lambda *_: Data(whole, few, few, tuple("ab")))
    data = DATASETS.make("tuning").load(0)
    assert not set(data.train.groups) & set(data.validation.groups)
    assert len(data.validation) == 30


def test_more_validation_than_training_images_are_refused(monkeypatch):
    y = np.arange(10) % 2
    split = Split(np.zeros((10, 2, 2, 1), np.uint8), y)
    monkeypatch.setattr(digits.Digits, "load", lambda *_: Data(split, split, split, tuple("ab")))
    with pytest.raises(ValueError, match="more training than validation images in digits"):
        DATASETS.make("tuning").load(0)


def test_a_control_is_refused():
    with pytest.raises(UsageError, match="received the control"):
        DATASETS.make("tuning(dataset='shuffled_labels')")


def test_trials_are_told_from_other_runs():
    assert trials_of("tuning") == "digits"
    assert trials_of("tuning(dataset='subset(train=40)')") == "subset(train=40)"
    assert trials_of("digits") is None
    assert trials_of("tuning(((") is None
