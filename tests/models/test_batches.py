import numpy as np
import pytest

from models import Split
from models._batches import Batches

X = np.arange(7, dtype=np.uint8)[:, None, None, None] * np.ones((1, 4, 4, 1), np.uint8)
SPLIT = Split(X, np.arange(7))


def epoch(batches):
    return [batches[number] for number in range(len(batches))]


@pytest.mark.parametrize(("size", "expected"), [(3, [3, 3, 1]), (7, [7]), (10, [7])])
def test_every_image_comes_once_an_epoch_with_its_label(size, expected):
    parts = epoch(Batches(SPLIT, size, None, 0, []))
    assert [len(y) for _, y in parts] == expected
    assert sorted(np.concatenate([y for _, y in parts])) == list(range(7))
    for x, y in parts:
        np.testing.assert_array_equal(x[:, 0, 0, 0], y)


def test_the_order_changes_from_epoch_to_epoch_and_repeats_with_the_seed():
    orders = []
    for seed in (0, 0, 1):
        batches = Batches(SPLIT, 7, None, seed, [])
        first = batches[0][1]
        batches.on_epoch_end()
        orders.append((tuple(first), tuple(batches[0][1])))
    assert orders[0] == orders[1]
    assert orders[0][0] != orders[0][1]
    assert orders[0] != orders[2]


def test_crops_have_the_size_asked_for():
    assert Batches(SPLIT, 3, 2, 0, [])[0][0].shape == (3, 2, 2, 1)


def test_augmented_images_are_rounded_and_stay_within_uint8():
    def louder(x, rng):
        return x * 100.4 - 150

    x, y = Batches(SPLIT, 7, None, 0, [louder])[0]
    assert x.dtype == np.uint8
    expected = {0: 0, 1: 0, 2: 51, 3: 151, 4: 252, 5: 255, 6: 255}
    assert {label: int(image[0, 0, 0]) for image, label in zip(x, y, strict=True)} == expected


def test_augmentations_follow_one_another():
    chain = [lambda x, _: x + 1, lambda x, _: x * 2]
    x, y = Batches(SPLIT, 7, None, 0, chain)[0]
    np.testing.assert_array_equal(x[:, 0, 0, 0], (y + 1) * 2)


def test_a_batch_is_the_same_whichever_were_made_before():
    def noise(x, rng):
        return x + rng.integers(0, 99, x.shape)

    batches = [Batches(SPLIT, 3, 2, 0, [noise, noise]) for _ in range(2)]
    epoch(batches[0])
    batches[1].on_epoch_end()
    batches[0].on_epoch_end()
    for number in (2, 0):
        np.testing.assert_array_equal(batches[0][number][0], batches[1][number][0])
    assert (batches[0][0][0] != batches[0][1][0]).any()
