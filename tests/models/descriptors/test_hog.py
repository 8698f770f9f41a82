import numpy as np
import pytest
from skimage.feature import hog

from models.descriptors.hog import HOG

UNSOFTENED = 1e-5 / 255  # scikit-image's, for brightness from 0 to 1


def noise(*shape):
    return np.random.default_rng(0).integers(0, 256, shape, np.uint8)


@pytest.mark.parametrize(
    ("shape", "orientations", "cell", "block"),
    [((28, 28, 1), 9, 4, 2), ((24, 30, 3), 9, 6, 3), ((15, 20, 1), 5, 5, 1)],
)
def test_whole_votes_are_those_of_scikit_image(shape, orientations, cell, block):
    x = noise(3, *shape)
    out = HOG(orientations, (cell,), block, interpolate=False, epsilon=UNSOFTENED).transform(x)
    expected = np.array(
        [hog(image, orientations, (cell, cell), (block, block), channel_axis=-1) for image in x]
    )
    count = expected.shape[1] / (block**2 * orientations)
    expected /= count**0.5  # scikit-image's blocks have unit length, our images
    np.testing.assert_allclose(out, expected, atol=1e-6)


def reference(image, descriptor, cell):
    """Vote pixel by pixel, in float64."""
    height, width = image.shape[:2]
    rows, columns = height // cell, width // cell
    top, left = (height - rows * cell) // 2, (width - columns * cell) // 2
    bins = descriptor.orientations
    histograms = np.zeros((rows + 2, columns + 2, bins))  # with a cell around the grid
    for i in range(height):
        for j in range(width):
            dx, dy = steepest(image.astype(np.float64) / 255, i, j)
            turn = 2 * np.pi if descriptor.signed else np.pi
            place = np.arctan2(dy, dx) % turn / turn * bins
            down, along = (i + 0.5 - top) / cell + 1, (j + 0.5 - left) / cell + 1
            for r, near_r in nearest(down):
                for c, near_c in nearest(along):
                    for o, near_o in nearest(place):
                        if 0 <= r < rows + 2 and 0 <= c < columns + 2:
                            vote = np.hypot(dx, dy) / cell**2
                            histograms[r, c, o % bins] += vote * near_r * near_c * near_o
    return blocks(histograms[1:-1, 1:-1], descriptor)


def steepest(image, i, j):
    height, width, channels = image.shape
    slopes = [(0.0, 0.0)] * channels
    for channel in range(channels):
        dx = image[i, j + 1, channel] - image[i, j - 1, channel] if 0 < j < width - 1 else 0.0
        dy = image[i + 1, j, channel] - image[i - 1, j, channel] if 0 < i < height - 1 else 0.0
        slopes[channel] = dx, dy
    return max(slopes, key=lambda slope: slope[0] ** 2 + slope[1] ** 2)


def nearest(place):
    """Give the two bins whose centres are next to a place, and how near each is."""
    below = int(np.floor(place - 0.5))
    share = place - 0.5 - below
    return [(below, 1 - share), (below + 1, share)]


def blocks(histograms, descriptor):
    rows, columns, _ = histograms.shape
    side = descriptor.block
    out = []
    for r in range(rows - side + 1):
        for c in range(columns - side + 1):
            block = histograms[r : r + side, c : c + side].ravel()
            block = block / np.sqrt(block @ block + descriptor.epsilon**2)
            block = np.minimum(block, 0.2)
            out.append(block / np.sqrt(block @ block + descriptor.epsilon**2))
    return out


@pytest.mark.parametrize("signed", [False, True])
@pytest.mark.parametrize("shape", [(12, 17, 1), (11, 9, 3)])
def test_shared_votes_are_those_of_a_slow_exact_reference(shape, signed):
    x = noise(2, *shape)
    descriptor = HOG(7, (3, 4), 2, signed=signed, epsilon=0.05)
    out = descriptor.fit(x).transform(x)
    assert out.dtype == np.float32
    scales = [[reference(image, descriptor, cell) for cell in (3, 4)] for image in x]
    expected = np.array([np.concatenate(each) for each in scales])
    expected = expected.reshape(2, -1) / expected.shape[1] ** 0.5
    np.testing.assert_allclose(out, expected, atol=1e-5)


def ramp(angle):
    """Rise in one direction, clockwise from the right as rows count downwards."""
    down, along = np.mgrid[-8:8, -8:8]
    brightness = 128 + 8 * (np.cos(angle) * along + np.sin(angle) * down)
    return brightness.round().astype(np.uint8)[None, ..., None]


@pytest.mark.parametrize(("signed", "opposite"), [(False, 1), (True, 5)])
def test_opposite_gradients_share_a_bin_unless_signed(signed, opposite):
    descriptor = HOG(4 * (1 + signed), (16,), 1, signed=signed)
    angle = 1.5 * np.pi / 4  # the centre of the second bin
    assert descriptor.transform(ramp(angle)).argmax() == 1
    assert descriptor.transform(ramp(angle + np.pi)).argmax() == opposite


def test_no_texture_gives_nought():
    assert not HOG().transform(np.full((2, 28, 28, 3), 77, np.uint8)).any()


@pytest.mark.parametrize("interpolate", [False, True])
@pytest.mark.parametrize("shape", [(1, 1), (1, 9), (2, 3), (3, 28)])
def test_cells_and_blocks_shrink_to_small_images(shape, interpolate):
    x = noise(2, *shape, 1)
    out = HOG(cells=(4,), interpolate=interpolate).transform(x)
    rows, columns = (max(1, side // 4) for side in shape)
    along = min(2, columns)
    assert out.shape == (2, rows * (columns - along + 1) * along * 9)
    assert np.isfinite(out).all()
    assert out.any() == (max(shape) > 2)  # a border has no slope across it


def test_an_image_with_texture_everywhere_has_unit_length():
    lengths = np.linalg.norm(HOG(cells=(4, 7)).transform(noise(5, 28, 28, 1)), axis=1)
    np.testing.assert_allclose(lengths, 1, atol=0.01)


def test_noise_is_softened_and_texture_is_not():
    faint, strong = noise(1, 16, 16, 1) % 2, noise(1, 16, 16, 1)
    softened = HOG(epsilon=0.2)
    assert np.linalg.norm(softened.transform(faint)) < 0.1
    assert 0.7 < np.linalg.norm(softened.transform(strong)) < 1


def test_many_images_are_described_as_one_by_one():
    x = noise(800, 28, 28, 1)
    np.testing.assert_allclose(HOG().transform(x)[799:], HOG().transform(x[799:]), atol=1e-6)


def test_cost_counts_separable_sums():
    cost = HOG(9, (4,), 2, interpolate=False).cost((28, 20, 1))
    assert cost.output == (6 * 4 * 4 * 9,)
    assert cost.fixed == 2 * 3 + 2 * 4  # two slopes, and a cell down and along
    assert cost.macs == 6 * 28 * 20 + 9 * (28 * 20 + 7 * 20)
    shared = HOG(9, (4,), 2).cost((28, 20, 1))
    assert shared.fixed == 2 * 3 + 2 * 8
    assert shared.macs > cost.macs
