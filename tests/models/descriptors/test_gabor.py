import cv2
import numpy as np
import pytest
from scipy.signal import correlate

from models.descriptors.gabor import Gabor


def noise(*shape):
    return np.random.default_rng(1).integers(0, 256, shape, np.uint8)


def mirrored(image, radius):
    return np.pad(image, radius, mode="symmetric")


def filtered(image, kernel):
    return correlate(mirrored(image, len(kernel) // 2), kernel, mode="valid", method="direct")


def energy(image, angle, wavelength):
    """Filter by OpenCV's Gabor kernels in float64, of a Gaussian of sum 1."""
    deviation = 0.56 * wavelength
    size = 2 * round(3 * deviation) + 1
    gaussian = cv2.getGaussianKernel(size, deviation)
    gaussian = gaussian @ gaussian.T
    even, odd = (
        cv2.getGaborKernel((size, size), deviation, angle, wavelength, 1.0, phase)
        / (2 * np.pi * deviation**2)
        for phase in (0, np.pi / 2)
    )
    scale = gaussian.max() * 2 * np.pi * deviation**2  # of a sum cut off at the kernel's end
    even, odd = even * scale, odd * scale
    even -= even.sum() * gaussian
    return np.hypot(filtered(image, even), filtered(image, odd))


def edges(image, angle, deviation):
    """Differentiate a Gaussian in two dimensions; a ramp of slope 1 gives 1."""
    radius = round(3 * deviation)
    down, along = np.mgrid[-radius : radius + 1, -radius : radius + 1]
    gaussian = np.exp(-(down**2 + along**2) / (2 * deviation**2))
    towards = np.cos(angle) * along + np.sin(angle) * down
    return filtered(image, towards * gaussian / (along**2 * gaussian).sum())


def reference(image, gabor):
    angles = [np.pi * k / gabor.orientations for k in range(gabor.orientations)]
    slopes = [edges(image, angle, gabor.edge) for angle in angles]
    maps = [energy(image, a, wavelength) for wavelength in gabor.wavelengths for a in angles]
    maps += [np.maximum(sign * slope, 0) for sign in (1, -1) for slope in slopes]
    return np.sqrt([cells(each, gabor.grid) for each in maps]).T.ravel()


def cells(response, grid):
    rows, columns = response.shape
    return [
        response[i * rows // grid : -(-(i + 1) * rows // grid)][
            :, j * columns // grid : -(-(j + 1) * columns // grid)
        ].mean()
        for i in range(grid)
        for j in range(grid)
    ]


@pytest.mark.parametrize("shape", [(28, 28), (9, 15), (3, 4), (1, 1)])
def test_numbers_are_those_of_opencvs_kernels_applied_one_by_one(shape):
    x = noise(3, *shape, 1)
    gabor = Gabor(orientations=5, wavelengths=(2.5, 5.0), edge=1.2, grid=3)
    out = gabor.fit(x).transform(x)
    assert out.shape == (3, 3 * 3 * 5 * 4)
    assert out.dtype == np.float32
    expected = [reference(image[..., 0] / 255, gabor) for image in x]
    np.testing.assert_allclose(np.square(out), np.square(expected), atol=1e-5)


def test_even_brightness_gives_next_to_nought():
    x = np.full((2, 12, 12, 1), 200, np.uint8)
    np.testing.assert_allclose(np.square(Gabor().transform(x)), 0, atol=1e-6)


def test_black_gives_nought():
    assert not Gabor().transform(np.zeros((1, 12, 12, 1), np.uint8)).any()


def test_a_wave_excites_the_kernel_of_its_length_and_direction_most():
    along = np.arange(40)
    wave = 127.5 + 100 * np.cos(2 * np.pi * (along + along[:, None]) / (4 * 2**0.5))
    x = wave.round().astype(np.uint8)[None, ..., None]
    gabor = Gabor(orientations=4, wavelengths=(2.0, 4.0, 8.0), grid=1)
    energies = gabor.transform(x)[0, : 3 * 4].reshape(3, 4)
    assert np.unravel_index(energies.argmax(), (3, 4)) == (1, 1)  # 45 degrees


def test_colour_is_filtered_as_its_grey():
    x = noise(2, 16, 16, 3)
    grey = [cv2.cvtColor(image.astype(np.float32), cv2.COLOR_RGB2GRAY) for image in x]
    rounded = np.round(grey)[..., None].astype(np.uint8)
    np.testing.assert_allclose(Gabor().transform(x), Gabor().transform(rounded), atol=0.02)
    same = np.repeat(x[..., :1], 3, axis=-1)
    np.testing.assert_allclose(Gabor().transform(same), Gabor().transform(x[..., :1]), atol=1e-3)


def test_many_images_are_described_as_one_by_one():
    x = noise(400, 28, 28, 1)
    out = Gabor(orientations=2).transform(x)
    np.testing.assert_allclose(out[399:], Gabor(orientations=2).transform(x[399:]), atol=1e-5)


def test_cost_counts_separable_kernels():
    gabor = Gabor(orientations=5, wavelengths=(2.5, 5.0), edge=1.0, grid=3)
    cost = gabor.cost((20, 30, 1))
    nine, seventeen, seven = 2 * 4 + 1, 2 * 8 + 1, 2 * 3 + 1  # three standard deviations
    waves, kernels = nine + seventeen, 4 * 5 + 1
    assert cost.fixed == waves * kernels + 2 * seven + 2 * 5
    assert cost.macs == 20 * 30 * (waves * (2 + 6 * 5) + 4 * seven + 2 * 5)
    assert cost.output == (3, 3, 5 * 4)
    assert cost.activations == 20 * 30 * 5 * 4
