"""What a data set's fingerprints tell apart, and what they do not."""

from dataclasses import replace

import numpy as np
import pytest

from benchmark.data import Data
from models import Split, StoredImages

IMAGES = np.random.default_rng(0).integers(0, 256, (9, 4, 4, 1)).astype(np.uint8)
LABELS = np.arange(9) % 3
GROUPS = np.array(list("aabbccdde"))


def split(order, groups=None):
    return Split(IMAGES[order], LABELS[order], None if groups is None else groups[order])


def data(order=range(9), sizes=(5, 7), groups=None):
    parts = np.split(np.array(order), sizes)
    return Data(*(split(part, groups) for part in parts), ("a", "b", "c"))


@pytest.mark.parametrize("groups", [None, GROUPS])
def test_the_pool_does_not_depend_on_the_split(groups):
    other = data(range(8, -1, -1), (3, 4), groups)
    assert other.pool_sha256 == data(groups=groups).pool_sha256
    assert other.sha256 != data(groups=groups).sha256


def changed(**fields):
    known = data(groups=GROUPS)
    return replace(known, test=replace(known.test, **fields))


@pytest.mark.parametrize(
    "other",
    [
        changed(x=255 - IMAGES[7:]),
        changed(y=LABELS[7:][::-1]),
        changed(groups=np.array(["d", "f"])),
        changed(groups=None),
        data(groups=np.arange(9)),
        replace(data(groups=GROUPS), test=split([7], GROUPS)),
        replace(data(groups=GROUPS), test=split([7, 8, 8], GROUPS)),
    ],
    ids=["pixels", "labels", "group", "no groups", "other groups", "one less", "one twice"],
)
def test_fingerprints_tell_images_labels_and_groups_apart(other):
    assert other.pool_sha256 != data(groups=GROUPS).pool_sha256
    assert other.sha256 != data(groups=GROUPS).sha256


def test_the_shape_of_images_counts():
    def of_shape(*shape):
        one = replace(split([0]), x=IMAGES[:1].reshape(1, *shape))
        return Data(one, one, one, ("a",)).pool_sha256

    assert of_shape(4, 4, 1) != of_shape(2, 8, 1)


def test_ids_name_the_pixels_of_test_images():
    ids = data().test_ids
    assert ids.dtype == np.int64
    assert ids.shape == (2,)
    assert len(set(ids)) == 2
    np.testing.assert_array_equal(data([8, *range(8)], (5, 6)).test_ids[-1:], ids[:1])
    np.testing.assert_array_equal(changed(y=LABELS[7:] * 0, groups=None).test_ids, ids)


def test_ids_do_not_depend_on_how_images_lie_in_memory():
    strided = np.asfortranarray(IMAGES[7:])
    np.testing.assert_array_equal(changed(x=strided).test_ids, data().test_ids)
    assert changed(x=strided).pool_sha256 == data(groups=GROUPS).pool_sha256


def test_fingerprints_stay_what_they_are():
    zeros = Split(np.zeros((1, 2, 2, 1), np.uint8), np.zeros(1, np.int64))
    known = Data(zeros, zeros, zeros, ("a",))
    assert known.sha256.startswith("e4e24717dd792470")
    assert known.pool_sha256.startswith("e38c86be677896b6")
    assert known.test_ids.tolist() == [405775416094085649]


def test_images_in_a_file_have_the_fingerprints_of_the_array(tmp_path, monkeypatch):
    monkeypatch.setattr(StoredImages, "block_bytes", 2 * IMAGES[0].nbytes)
    np.save(tmp_path / "x.npy", IMAGES)
    whole = Split(StoredImages(tmp_path / "x.npy"), LABELS, GROUPS)
    order = np.array([4, 1, 8, 0, 2, 3, 7, 5, 6])
    in_file = Data(*(whole.take(part) for part in np.split(order, (5, 7))), ("a", "b", "c"))
    array = data(order, groups=GROUPS)
    assert in_file.sha256 == array.sha256
    assert in_file.pool_sha256 == array.pool_sha256
    assert in_file.test_ids.tolist() == array.test_ids.tolist()
    assert in_file.test_units.tolist() == array.test_units.tolist()
