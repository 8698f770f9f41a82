"""Images split as their source says, and by the seed where it says nothing."""

from itertools import product

import numpy as np
import pytest

from benchmark.datasets._split_by import split_by
from benchmark.usage_error import UsageError

NAMES = np.array(["train", "validation", "test", ""])


def nothing(n):
    return np.full(n, "")


def check(places, n):
    """See that every image is in one split, in order."""
    joined = np.concatenate(places)
    assert sorted(joined) == list(range(n))
    for each in places:
        assert each.tolist() == sorted(each)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("sizes", [(100, 100), (200, 50, 10), (30,) * 7])
def test_a_fifth_is_for_testing_and_a_tenth_for_validation(sizes, seed):
    y = np.repeat(np.arange(len(sizes)), sizes)
    places = split_by(y, nothing(len(y)), None, seed)
    check(places, len(y))
    for label, size in enumerate(sizes):
        counts = [(y[each] == label).sum() for each in places]
        assert np.abs(counts - np.array([0.7, 0.1, 0.2]) * size).max() <= 1


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_a_class_of_few_is_in_training_before_all_else(size):
    y = np.repeat([0, 1, 2], [40, 40, size])
    for seed in range(20):
        counts = [(y[each] == 2).sum() for each in split_by(y, nothing(len(y)), None, seed)]
        assert counts == {1: [1, 0, 0], 2: [1, 0, 1], 3: [1, 1, 1], 4: [2, 1, 1]}[size]


def test_the_seed_decides():
    y = np.arange(200) % 4
    groups = np.array([f"g{n % 37}" for n in range(200)])
    for several in (None, groups):
        drawn = {split_by(y, nothing(200), several, seed).test.tobytes() for seed in range(10)}
        assert len(drawn) == 10
        once, again = (split_by(y, nothing(200), several, 3) for _ in range(2))
        assert [each.tolist() for each in once] == [each.tolist() for each in again]


@pytest.mark.parametrize("given", list(product((0, 1), repeat=4)))
@pytest.mark.parametrize("grouped", [False, True])
def test_what_the_source_gives_is_kept(given, grouped):
    """Try all combinations of train, validation, test and no word; 40 images each."""
    splits = np.repeat(NAMES[np.array(given, bool)], 40)
    y = np.arange(len(splits)) % 2
    groups = np.array([f"{split}{n % 8}" for n, split in enumerate(splits)]) if grouped else None
    train, validation, test, rest = given
    if not train and not rest:
        with pytest.raises(UsageError, match="expected images for training, received none"):
            split_by(y, splits, groups, 0)
        return
    places = split_by(y, splits, groups, 0)
    check(places, len(splits))
    free = {"train", ""}
    assert set(splits[places.train]) <= free
    if test:
        assert (splits[places.test] == "test").all()
        assert len(places.test) == 40
    elif validation:  # as ImageNet's
        assert (splits[places.test] == "validation").all()
        assert len(places.test) == 40
    else:
        assert set(splits[places.test]) <= free
        assert len(places.test) == pytest.approx(0.2 * len(splits), abs=5)
    if validation and test:
        assert (splits[places.validation] == "validation").all()
    else:
        assert set(splits[places.validation]) <= free
        share = 0.1 if not (validation or test) else 0.1 * (train + rest) * 40 / len(splits)
        assert len(places.validation) == pytest.approx(share * len(splits), abs=5)


@pytest.mark.parametrize("seed", range(150))
def test_no_group_is_on_two_sides_and_every_class_in_training(seed):
    rng = np.random.default_rng(seed)
    n_classes, n_groups = int(rng.integers(2, 6)), int(rng.integers(8, 60))
    n = int(rng.integers(20 * n_classes, 900))
    y = rng.integers(0, n_classes, n)
    of = rng.integers(0, n_groups, n) if seed % 3 else (rng.pareto(1, n) * 3).astype(int) % n_groups
    if seed % 2:  # groups of a single class, as of spots or of patients
        of = of * n_classes + y
    groups = np.array([f"g{each}" for each in of])
    places = split_by(y, nothing(n), groups, seed)
    check(places, n)
    sides = [set(groups[each]) for each in places]
    assert sum(map(len, sides)) == len(set.union(*sides))
    assert min(map(len, sides)) > 0
    assert set(y[places.train]) == set(y)


def test_groups_of_one_size_give_the_shares():
    y = np.repeat(np.arange(4), 250)
    groups = np.array([f"g{n // 10}" for n in range(1000)])
    for seed in range(20):
        places = split_by(y, nothing(1000), groups, seed)
        for label in range(4):
            counts = [(y[each] == label).sum() for each in places]
            assert np.abs(np.array(counts) - [175, 25, 50]).max() <= 10


def test_three_groups_are_one_a_split_and_two_too_few():
    y = np.arange(60) % 2
    groups = np.array(["a", "a", "b", "b", "c", "c"] * 10)
    for seed in range(10):
        places = split_by(y, nothing(60), groups, seed)
        assert [len(set(groups[each])) for each in places] == [1, 1, 1]
    with pytest.raises(UsageError, match="received 1 groups: every class needs 3"):
        split_by(y[:40], nothing(40), np.array(["a", "a", "b", "b"] * 10), 0)


def test_a_group_a_class_cannot_be_split():
    y = np.arange(60) % 3
    with pytest.raises(UsageError, match="without a class losing all its images"):
        split_by(y, nothing(60), np.array(["a", "b", "c"] * 20), 0)


def test_a_class_in_one_group_stays_in_training():
    y = np.array([0, 1] * 50 + [2] * 10)
    groups = np.array([f"g{n % 20}" for n in range(100)] + ["lone"] * 10)
    for seed in range(30):
        places = split_by(y, nothing(110), groups, seed)
        assert (y[places.train] == 2).sum() == 10


@pytest.mark.parametrize("other", ["train", "validation", ""])
def test_a_source_that_parts_a_group_is_refused(other):
    y = np.arange(8) % 2
    groups = np.array([*"aabbccdd"])
    splits = np.array(["train", "train", other, "test", "test", "test", "train", "train"])
    with pytest.raises(UsageError, match="each group in one split, received 'b' in test and"):
        split_by(y, splits, groups, 0)
