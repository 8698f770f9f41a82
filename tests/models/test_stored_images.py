import numpy as np
import pytest

from models import Split, StoredImages, image_blocks


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


def test_a_change_is_made_where_images_are_read(stored, images):
    read = []

    def darker(x):
        read.append(len(x))
        return (x[:, 1:] / np.float32(2)).astype(np.float32)

    changed = stored.changed(darker).take(np.array([6, 0, 8]))
    assert (changed.shape, changed.dtype) == ((3, 3, 5, 3), np.float32)
    assert changed.nbytes == 3 * 3 * 5 * 3 * 4
    read.clear()
    np.testing.assert_array_equal(changed[1:], images[[0, 8], 1:] / 2)
    assert read == [2]


def test_changes_follow_one_another(stored, images):
    changed = stored.changed(lambda x: x // 2).changed(lambda x: x + np.uint8(1))
    np.testing.assert_array_equal(changed[-1], images[-1] // 2 + 1)
    np.testing.assert_array_equal(np.array(list(changed)), images // 2 + 1)


def test_a_change_meets_no_more_images_at_once_than_a_block(stored, images, monkeypatch):
    monkeypatch.setattr(StoredImages, "block_bytes", 2 * images[0].nbytes)
    met = []

    def counted(x):
        met.append(len(x))
        return x

    np.testing.assert_array_equal(np.asarray(stored.changed(counted)), images)
    assert met == [1, 2, 2, 2, 2, 1]  # the first to learn the shape


def test_images_of_an_array_come_in_one_block(stored, images):
    (block,) = image_blocks(images)
    assert block is images
    np.testing.assert_array_equal(np.concatenate(list(image_blocks(stored))), images)
