import cv2
import numpy as np
import pytest

from models._fit_to import fit_to


def test_the_right_size_is_left_alone():
    x = np.ones((2, 32, 32, 1), np.uint8)
    assert fit_to(x, 32) is x


def test_mnist_digits_are_centred_on_black():
    x = np.full((1, 28, 28, 1), 9, np.uint8)
    framed = fit_to(x, 32)
    np.testing.assert_array_equal(framed[:, 2:30, 2:30], x)
    assert framed.sum() == x.sum()


@pytest.mark.parametrize(("size", "how"), [(64, cv2.INTER_LINEAR), (10, cv2.INTER_AREA)])
def test_other_sizes_are_resized_as_opencv_does(size, how):
    x = np.random.default_rng(0).integers(0, 256, (1, 20, 20, 3), np.uint8)
    np.testing.assert_array_equal(
        fit_to(x, size)[0], cv2.resize(x[0], (size, size), interpolation=how)
    )


@pytest.mark.parametrize("shape", [(3, 8, 8, 1), (3, 8, 50, 3), (3, 31, 33, 1)])
def test_the_result_is_square_and_bytes(shape):
    out = fit_to(np.zeros(shape, np.uint8), 32)
    assert out.shape == (3, 32, 32, shape[3])
    assert out.dtype == np.uint8
