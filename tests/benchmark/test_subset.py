import numpy as np
import pytest

from benchmark.data import Data
from benchmark.datasets import digits
from benchmark.plugins import DATASETS
from benchmark.usage_error import UsageError
from models import Split


def load(train, seed=0):
    return DATASETS.make(f"subset(train={train})").load(seed)


@pytest.fixture
def uneven(monkeypatch):
    """700, 250, 47 and 3 training images a class, each with its number for group and image."""
    y = np.repeat(np.arange(4), [700, 250, 47, 3])
    x = np.arange(1000, dtype=np.uint16).view(np.uint8).reshape(1000, 1, 2, 1)
    train = Split(x, y, groups=np.arange(1000))
    monkeypatch.setattr(digits.Digits, "load", lambda *_: Data(train, train, train, tuple("abcd")))


def test_validation_and_test_are_left_whole():
    inner, data = DATASETS.make("digits").load(3), load(100, seed=3)
    assert len(data.train) == 100
    for name in ("validation", "test"):
        np.testing.assert_array_equal(getattr(data, name).x, getattr(inner, name).x)
        np.testing.assert_array_equal(getattr(data, name).y, getattr(inner, name).y)


@pytest.mark.usefixtures("uneven")
@pytest.mark.parametrize("train", [4, 5, 37, 500, 999])
def test_a_smaller_subset_lies_in_a_larger_one_with_labels_and_groups(train):
    small, large = load(train).train, load(1000).train
    np.testing.assert_array_equal(small.groups, large.groups[:train])
    np.testing.assert_array_equal(small.y, large.y[:train])
    numbers = small.x.reshape(-1, 2).copy().view(np.uint16)[:, 0]
    np.testing.assert_array_equal(numbers, small.groups)
    assert len(set(small.groups)) == train


def test_all_sizes_of_a_seed_have_the_same_test_images_and_each_adds_to_the_last():
    small, large = load(50, seed=4), load(400, seed=4)
    np.testing.assert_array_equal(small.test.x, large.test.x)
    np.testing.assert_array_equal(small.test.y, large.test.y)
    np.testing.assert_array_equal(small.train.x, large.train.x[:50])


@pytest.mark.usefixtures("uneven")
@pytest.mark.parametrize("train", [40, 100, 333, 500, 999, 1000])
def test_every_class_keeps_its_share(train):
    quota = np.array([700, 250, 47, 3]) * train / 1000
    counts = np.bincount(load(train).train.y, minlength=4)
    assert (abs(counts - quota) <= 1).all()


@pytest.mark.usefixtures("uneven")
def test_validation_images_are_kept_in_the_same_way():
    train, data = load(37).train, DATASETS.make("subset(train=500, validation=37)").load(0)
    assert len(data.train) == 500
    np.testing.assert_array_equal(data.validation.x, train.x)  # all splits of it are alike
    np.testing.assert_array_equal(data.validation.y, train.y)
    np.testing.assert_array_equal(data.validation.groups, train.groups)


def test_fewer_validation_images_change_neither_training_images_nor_the_pool():
    whole, fewer = load(100), DATASETS.make("subset(train=100, validation=50)").load(0)
    assert len(fewer.validation) == 50
    np.testing.assert_array_equal(fewer.train.x, whole.train.x)
    np.testing.assert_array_equal(fewer.test.x, whole.test.x)
    assert fewer.pool_sha256 == whole.pool_sha256 == DATASETS.make("digits").load(0).pool_sha256


@pytest.mark.usefixtures("uneven")
def test_no_class_is_left_out():
    assert sorted(load(4).train.y) == [0, 1, 2, 3]


def test_the_seed_decides_which():
    first, again, other = (load(50, seed).train.x for seed in (0, 0, 1))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("train", [9, 1258])
def test_too_few_and_too_many_are_refused(train):
    message = rf"expected train of 10 \(the classes\) to 1257 .* of digits\), received {train}"
    with pytest.raises(ValueError, match=message):
        load(train)


@pytest.mark.parametrize("kept", [9, 181])
def test_too_few_and_too_many_validation_images_are_refused(kept):
    message = rf"expected validation of 10 .* to 180 \(the validation .*, received {kept}"
    with pytest.raises(ValueError, match=message):
        DATASETS.make(f"subset(validation={kept})").load(0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("subset(train=0)", "expected train of 1 or more, received 0"),
        ("subset(validation=-1)", "expected validation of 0 or more, received -1"),
        ("subset(validation='few')", "of the kind of 0, received 'few'"),
        ("subset(dataset='shuffled_labels')", "received the control 'shuffled_labels'"),
    ],
)
def test_what_can_never_work_is_refused_at_once(text, message):
    with pytest.raises(UsageError, match=message):
        DATASETS.normalise(text)
