import numpy as np

from models._crops import centre_crop, random_crop, ten_crops

# 3x4 images of 2 channels, every pixel a number of its own.
X = np.arange(2 * 3 * 4 * 2, dtype=np.uint8).reshape(2, 3, 4, 2)


def test_the_middle_is_cut_out():
    np.testing.assert_array_equal(centre_crop(X, 2), X[:, 0:2, 1:3])


def test_random_crops_are_parts_of_their_own_images_and_all_places_come_up():
    rng = np.random.default_rng(0)
    found = set()
    for _ in range(60):
        for image, crop in zip(X, random_crop(X, 2, rng), strict=True):
            places = [
                (top, left)
                for top in range(2)
                for left in range(3)
                if (image[top : top + 2, left : left + 2] == crop).all()
            ]
            assert len(places) == 1
            found.add(places[0])
    assert found == {(top, left) for top in range(2) for left in range(3)}


def test_images_of_one_batch_are_cropped_at_places_of_their_own():
    same = np.repeat(X[:1], 50, axis=0)
    assert len({crop.tobytes() for crop in random_crop(same, 2, np.random.default_rng(0))}) == 6


def test_ten_crops_are_corners_and_middle_and_their_mirror_images():
    crops = list(ten_crops(X, 2))
    expected = [X[:, 0:2, 0:2], X[:, 0:2, 2:4], X[:, 1:3, 0:2], X[:, 1:3, 2:4], X[:, 0:2, 1:3]]
    assert len(crops) == 10
    for plain, mirrored, part in zip(crops[::2], crops[1::2], expected, strict=True):
        np.testing.assert_array_equal(plain, part)
        np.testing.assert_array_equal(mirrored, part[:, :, ::-1])
