import numpy as np
import pytest

from models import Split, StoredImages


@pytest.fixture
def images():
    return np.random.default_rng(0).integers(0, 256, (9, 4, 5, 3), np.uint8)


@pytest.fixture
def stored(images, tmp_path):
    np.save(tmp_path / "x.npy", images)
    return StoredImages(tmp_path / "x.npy")


@pytest.mark.parametrize(
    "which",
    [
        0,
        -1,
        slice(2, 5),
        slice(None, None, -2),
        [3, 3, 0],
        np.arange(9) % 2 == 0,
        np.array([], int),
    ],
)
def test_an_index_gives_what_an_array_gives(stored, images, which):
    np.testing.assert_array_equal(stored[which], images[which])
    assert stored[which].dtype == np.uint8


def test_it_is_as_long_and_as_large_as_the_array(stored, images):
    assert (len(stored), stored.shape, stored.dtype) == (9, images.shape, images.dtype)


def test_as_an_array_it_is_everything(stored, images):
    np.testing.assert_array_equal(np.asarray(stored), images)
    np.testing.assert_array_equal(np.array(list(stored)), images)


def test_what_is_taken_keeps_its_order(stored, images):
    taken = stored.take(np.array([7, 2, 2, 5])).take(np.array([3, 0]))
    np.testing.assert_array_equal(np.asarray(taken), images[[5, 7]])


def test_blocks_are_all_images_in_order(stored, images):
    np.testing.assert_array_equal(np.concatenate(list(stored.blocks())), images)


def test_a_split_takes_images_labels_and_groups(stored, images):
    split = Split(stored, np.arange(9), np.array([*"abcabcabc"]))
    part = split.take(np.array([8, 1]))
    np.testing.assert_array_equal(np.asarray(part.x), images[[8, 1]])
    assert (part.y.tolist(), part.groups.tolist()) == ([8, 1], ["c", "b"])


def test_a_file_that_ends_early_is_said(stored, tmp_path):
    path = tmp_path / "x.npy"
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(EOFError):
        stored[8]


def test_other_numbers_are_refused(tmp_path):
    np.save(tmp_path / "y.npy", np.zeros((2, 3, 3, 1), np.float32))
    with pytest.raises(ValueError, match="float32"):
        StoredImages(tmp_path / "y.npy")


def test_an_index_beyond_the_last_is_refused(stored):
    with pytest.raises(IndexError):
        stored[9]
