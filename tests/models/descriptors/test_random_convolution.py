import numpy as np
import pytest
from scipy.signal import correlate

from models.descriptors.random_convolution import RandomConvolution


def noise(*shape):
    return np.random.default_rng(1).integers(0, 256, shape, np.uint8)


def reference(x, kernels, grid):
    """Correlate image by image and channel by channel, in float64; average cell by cell."""
    patch = kernels.shape[2]
    out = []
    for image in x.astype(np.float64) / 255:
        for kernel in kernels.astype(np.float64):
            channels = range(image.shape[2])
            response = sum(correlate(image[..., c], kernel[c], mode="valid") for c in channels)
            assert response.shape == tuple(side - patch + 1 for side in image.shape[:2])
            out.append(cells(np.maximum(response, 0), grid))
    return np.array(out).reshape(len(x), len(kernels), -1).swapaxes(1, 2).reshape(len(x), -1)


def cells(response, grid):
    rows, columns = response.shape
    return [
        response[i * rows // grid : -(-(i + 1) * rows // grid)][
            :, j * columns // grid : -(-(j + 1) * columns // grid)
        ].mean()
        for i in range(grid)
        for j in range(grid)
    ]


@pytest.mark.parametrize(
    ("shape", "patch", "grid"),
    [((28, 28, 1), 7, 3), ((11, 17, 3), 5, 4), ((8, 8, 1), 7, 3), ((5, 6, 3), 5, 1)],
)
def test_features_are_those_of_a_slow_exact_reference(shape, patch, grid):
    x = noise(4, *shape)
    convolution = RandomConvolution(filters=6, patch=patch, grid=grid, seed=3).fit(x)
    out = convolution.transform(x)
    assert out.shape == (4, grid * grid * 6)
    np.testing.assert_allclose(out, reference(x, convolution.kernels_, grid), atol=1e-5)


def test_kernels_have_mean_nought_and_length_one():
    kernels = RandomConvolution(filters=9, patch=5).fit(noise(1, 8, 8, 3)).kernels_
    assert kernels.shape == (9, 3, 5, 5)
    np.testing.assert_allclose(kernels.mean(axis=(1, 2, 3)), 0, atol=1e-7)
    np.testing.assert_allclose(np.square(kernels).sum(axis=(1, 2, 3)), 1, rtol=1e-5)


def test_the_seed_decides_the_kernels():
    x = noise(2, 9, 9, 1)
    first, again, other = (RandomConvolution(8, seed=s).fit(x).transform(x) for s in (0, 0, 1))
    np.testing.assert_array_equal(first, again)
    assert not np.allclose(first, other)


def test_even_brightness_gives_nought():
    x = np.full((2, 12, 12, 1), 200, np.uint8)
    np.testing.assert_allclose(RandomConvolution(8).fit(x).transform(x), 0, atol=1e-5)


def test_an_image_smaller_than_a_patch_is_repeated_at_its_edges():
    x = noise(2, 3, 9, 1)
    grown = np.pad(x, ((0, 0), (2, 2), (0, 0), (0, 0)), mode="edge")
    convolution = RandomConvolution(8, patch=7).fit(x)
    assert convolution.responses((3, 9, 1)) == (1, 3)
    np.testing.assert_array_equal(convolution.transform(x), convolution.transform(grown))


def test_many_images_are_described_as_one_by_one():
    x = noise(70, 30, 30, 1)
    convolution = RandomConvolution(filters=256).fit(x)
    alone = convolution.transform(x[69:])
    np.testing.assert_allclose(convolution.transform(x)[69:], alone, atol=1e-6)
