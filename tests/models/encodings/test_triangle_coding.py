import numpy as np
import pytest

from benchmark.plugins import DATASETS
from models.coates import Coates
from models.descriptors.patches import Patches
from models.encodings.triangle_coding import TriangleCoding


def noise(n, *shape):
    return np.random.default_rng(0).integers(0, 256, (n, *shape), np.uint8)


def reference(coding, image, field):
    """Encode one image patch by patch, in float64."""
    rows, columns = (length - field + 1 for length in image.shape[:2])
    mean, whitening, centres = (
        each.astype(np.float64) for each in (coding.mean_, coding.whitening_, coding.centres_)
    )
    sums = np.zeros((2, 2, len(centres)))
    for row in range(rows):
        for column in range(columns):
            patch = image[row : row + field, column : column + field].astype(np.float64)
            patch = patch.transpose(2, 0, 1).ravel()
            patch = (patch - patch.mean()) / np.sqrt(patch.var() + 10)
            distances = np.linalg.norm((patch - mean) @ whitening - centres, axis=1)
            code = np.maximum(0, distances.mean() - distances)
            sums[int(row >= rows // 2), int(column >= columns // 2)] += code
    return sums.ravel()


@pytest.mark.parametrize(("shape", "field"), [((12, 9, 1), 4), ((11, 16, 3), 6)])
def test_codes_are_those_of_a_slow_exact_reference(shape, field):
    x = noise(20, *shape)
    coding = TriangleCoding(Patches(field), words=12).fit(x)
    out = coding.transform(x)
    assert (out.shape, out.dtype) == ((20, 48), np.float32)
    expected = [reference(coding, image, field) for image in x[:5]]
    np.testing.assert_allclose(out[:5], expected, rtol=1e-4, atol=1e-3)


def test_whitening_makes_directions_alike_without_turning_them():
    ramp = np.arange(14)[:, None] * 4 + np.arange(14) * 6
    x = (noise(200, 14, 14, 1) // 8 + ramp[..., None]).astype(np.uint8)
    coding = TriangleCoding(Patches(5), words=8).fit(x)
    np.testing.assert_allclose(coding.whitening_, coding.whitening_.T, atol=1e-5)
    flat = Patches(5).transform(x).reshape(-1, 25).astype(np.float64)
    variances, directions = np.linalg.eigh(np.cov(flat, rowvar=False))
    spread = ((flat - flat.mean(axis=0)) @ coding.whitening_ @ directions).var(axis=0)
    np.testing.assert_allclose(spread, variances / (variances + 0.1), rtol=0.05, atol=0.01)


def test_patches_of_even_brightness_are_nought():
    patches = Patches(3).transform(np.full((2, 5, 6, 3), 90, np.uint8))
    np.testing.assert_array_equal(patches, np.zeros((2, 3 * 4, 27)))


def test_an_image_smaller_than_a_patch_is_one_patch():
    x = noise(3, 4, 6, 1)
    grown = np.pad(x, ((0, 0), (1, 1), (0, 0), (0, 0)), mode="edge")
    np.testing.assert_array_equal(Patches(6).transform(x), Patches(6).transform(grown))
    assert Patches(6).grid((4, 6, 1)) == (1, 1)


def test_the_seed_decides_the_words():
    x = noise(30, 10, 10, 1)
    first, again, other = (TriangleCoding(Patches(4), 6, seed).fit(x) for seed in (0, 0, 1))
    np.testing.assert_array_equal(first.centres_, again.centres_)
    assert not np.allclose(first.centres_, other.centres_)


def test_blocks_give_what_one_image_gives():
    x = noise(40, 20, 20, 1)
    coding = TriangleCoding(Patches(6), words=200).fit(x)
    np.testing.assert_allclose(coding.transform(x)[39:], coding.transform(x[39:]), atol=1e-3)


def test_coates_counts_patches_words_and_a_machine():
    whitening, words, machine = Coates(words=10, field=5).cost((28, 20, 3), 7).layers
    assert whitening.macs == 24 * 16 * 75 * 75
    assert (whitening.fitted, words.fitted) == (75 * 76, 10 * 75)
    assert words.macs == words.connections == 24 * 16 * 10 * 75
    assert words.output == (40,)
    assert machine.learned == 41 * 7


def test_coates_learns_digits():
    data = DATASETS.make("digits").load(0)
    model = Coates(words=64, field=4)
    model.fit(data.train, data.validation, n_classes=10, seed=0)
    assert (model.scores(data.test.x).argmax(axis=1) == data.test.y).mean() > 0.95
    assert list(model.phases) == ["codebook", "features", "encode", "scale", "svm"]
