import io

import cv2
import numpy as np
import pytest
import skimage.data
from PIL import Image

from benchmark.near_duplicates import near_duplicates
from benchmark.plugins import DATASETS
from models import StoredImages


def jpeg(image, quality):
    file = io.BytesIO()
    Image.fromarray(image if image.shape[-1] == 3 else image[..., 0]).save(
        file, "JPEG", quality=quality
    )
    return np.asarray(Image.open(file)).reshape(image.shape)


def resized(image, share, interpolation):
    height, width = image.shape[:2]
    small = cv2.resize(image, None, fx=share, fy=share, interpolation=interpolation)
    return cv2.resize(small, (width, height)).reshape(image.shape)


COPIES = {
    "exact": np.copy,
    "mirrored": lambda image: image[:, ::-1],
    "half": lambda image: resized(image, 0.5, cv2.INTER_AREA),
    "three quarters": lambda image: resized(image, 0.75, cv2.INTER_AREA),
    "twice": lambda image: resized(image, 2, cv2.INTER_CUBIC),
    "JPEG 50": lambda image: jpeg(image, 50),
    "JPEG 95": lambda image: jpeg(image, 95),
    "mirrored JPEG": lambda image: jpeg(np.ascontiguousarray(image[:, ::-1]), 75),
    "darker": lambda image: (image * 0.85).astype(np.uint8),
}
HOW = {"exact": "exact", "mirrored": "mirrored", "mirrored JPEG": "mirrored"}


@pytest.fixture(scope="module")
def digits():
    """2,000 real handwritten digits, 28 x 28."""
    return DATASETS.make("mnist_5k").load(0).train.x[:2000]


@pytest.fixture(scope="module")
def photographs():
    """Squares of three photographs that lie side by side, 64 x 64 in colour."""
    whole = (skimage.data.astronaut(), skimage.data.coffee(), skimage.data.chelsea())
    return np.stack(
        [
            each[top : top + 64, left : left + 64]
            for each in whole
            for top in range(0, each.shape[0] - 63, 64)
            for left in range(0, each.shape[1] - 63, 64)
        ]
    )


def planted(x, copy, n=100):
    """Copy images from all over, put the copies last, and give how many are found, and how."""
    places = np.linspace(0, len(x) - 1, n).astype(int)
    found = near_duplicates(np.concatenate([x, [copy(x[each]) for each in places]]))
    wanted = {(place, len(x) + each): None for each, place in enumerate(places)}
    return [
        how
        for pair, how in zip(found.pairs.tolist(), found.how, strict=True)
        if tuple(pair) in wanted
    ]


@pytest.mark.parametrize("kind", COPIES)
def test_copies_of_digits_are_found(digits, kind):
    how = planted(digits, COPIES[kind])
    assert len(how) >= 95
    assert set(how) == {HOW.get(kind, "near")}


@pytest.mark.parametrize("kind", COPIES)
def test_copies_of_photographs_are_found(photographs, kind):
    how = planted(photographs, COPIES[kind])
    assert len(how) >= 95
    assert how.count(HOW.get(kind, "near")) >= 95


@pytest.mark.parametrize("how", ["BOX", "NEAREST"])
@pytest.mark.parametrize("side", [20, 21, 25])
def test_copies_shrunk_by_whole_pixels_are_found(digits, how, side):
    def shrunk(image):
        small = Image.fromarray(image[..., 0]).resize((side, side), Image.Resampling[how])
        return np.asarray(small.resize((28, 28), Image.Resampling.BILINEAR))[..., None]

    assert len(planted(digits, shrunk)) >= 95


def test_a_mirrored_copy_shrunk_by_whole_pixels_is_found_in_colour_and_of_any_shape():
    images = skimage.data.chelsea()[:240, :448].reshape(8, 30, 16, 28, 3).swapaxes(1, 2)
    x = np.ascontiguousarray(images.reshape(-1, 30, 28, 3))
    small = Image.fromarray(x[60][:, ::-1]).resize((21, 22), Image.Resampling.NEAREST)
    copy = np.asarray(small.resize((28, 30), Image.Resampling.BILINEAR))
    found = near_duplicates(np.concatenate([x, [copy]]))
    assert [60, len(x)] in found.pairs.tolist()


def test_other_digits_are_no_copies(digits):
    assert len(near_duplicates(digits).pairs) <= 2  # of 2,000, although many look alike


def test_other_squares_of_a_photograph_are_no_copies(photographs):
    assert len(near_duplicates(photographs).pairs) == 0


def test_a_shape_in_another_colour_is_no_copy():
    red, blue = np.zeros((2, 32, 32, 3), np.uint8)
    red[4:20, 6:15, 0] = blue[4:20, 6:15, 2] = 200
    noise = np.random.default_rng(0).integers(0, 256, (50, 32, 32, 3), np.uint8)
    assert near_duplicates(np.stack([red, blue, *noise])).pairs.tolist() == []


def test_flat_images_are_copies_only_if_exact():
    x = np.full((6, 16, 16, 1), 100, np.uint8)
    x[2] = x[5] = 101
    x[3, 0, 0] = 102  # all but flat
    found = near_duplicates(x)
    assert found.pairs.tolist() == [[0, 1], [0, 4], [2, 5]]
    assert found.how == ("exact", "exact", "exact")
    assert found.groups.tolist() == [0, 0, 2, 3, 0, 2]


def test_groups_hold_all_copies_of_an_image(photographs):
    one = photographs[30]
    copies = [one, jpeg(one, 80), one[:, ::-1], jpeg(one, 80), photographs[31]]
    found = near_duplicates(np.concatenate([photographs, copies]))
    n = len(photographs)
    assert np.flatnonzero(found.groups == 30).tolist() == [30, n, n + 1, n + 2, n + 3]
    assert np.flatnonzero(found.groups == 31).tolist() == [31, n + 4]
    assert len(set(found.groups.tolist())) == n


def test_only_copies_of_some_images_may_be_sought(photographs):
    n = len(photographs)
    copies = [jpeg(photographs[5], 80), jpeg(photographs[9], 80), photographs[11]]
    x = np.concatenate([photographs, copies])
    assert len(near_duplicates(x).pairs) == 3
    for of in ([n, n + 2], [5, 11]):
        found = near_duplicates(x, of=np.array(of))
        assert found.pairs.tolist() == [[5, n], [11, n + 2]]
        assert found.how == ("near", "exact")


def test_images_in_a_file_give_what_an_array_gives(photographs, tmp_path):
    x = np.concatenate([photographs, [jpeg(photographs[5], 80), photographs[9]]])
    np.save(tmp_path / "x.npy", x)
    stored, array = near_duplicates(StoredImages(tmp_path / "x.npy")), near_duplicates(x)
    np.testing.assert_array_equal(stored.pairs, array.pairs)
    assert stored.how == array.how == ("near", "exact")


@pytest.mark.parametrize("shape", [(0, 8, 8, 1), (1, 8, 8, 3), (3, 1, 1, 1), (3, 2, 40, 3)])
def test_a_few_tiny_images_will_do(shape):
    x = np.arange(np.prod(shape), dtype=np.uint8).reshape(shape)
    assert near_duplicates(x).n == shape[0]
