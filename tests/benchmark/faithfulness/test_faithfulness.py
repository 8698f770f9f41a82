"""Insertion, deletion and the baselines, against loops in float64 and other libraries."""

import cv2
import numpy as np
import pytest
from explained import Patch, patches
from scipy.ndimage import sobel
from scipy.stats import bootstrap

from benchmark.faithfulness.area_under import area_under
from benchmark.faithfulness.blurred import blurred
from benchmark.faithfulness.bootstrap_mean import bootstrap_mean
from benchmark.faithfulness.centre_map import centre_map
from benchmark.faithfulness.deletion import deletion
from benchmark.faithfulness.edge_map import edge_map
from benchmark.faithfulness.faithfulness import faithfulness
from benchmark.faithfulness.insertion import insertion
from benchmark.faithfulness.pixel_order import pixel_order
from benchmark.faithfulness.probabilities import probabilities
from benchmark.faithfulness.random_map import random_map
from benchmark.faithfulness.replacement_curve import Judge, replacement_curve


def softmax_of_sums(x):
    """Score by sums of rows of pixels, so that each pixel counts."""
    logits = x.astype(np.float64).sum(axis=(2, 3))[:, :3] / 500
    grown = np.exp(logits - logits.max(axis=1, keepdims=True))
    return (grown / grown.sum(axis=1, keepdims=True)).astype(np.float32)


def pixel_by_pixel(start, end, order, classes, steps):
    """Do the same with one copy at a time."""
    n, height, width, channels = start.shape
    curves = np.empty((n, steps + 1))
    for i in range(n):
        for step in range(steps + 1):
            copy = start[i].copy().reshape(-1, channels)
            places = order[i][: round(step * height * width / steps)]
            copy[places] = end[i].reshape(-1, channels)[places]
            row = softmax_of_sums(copy.reshape(1, height, width, channels))[0]
            curves[i, step] = row[classes[i]]
    return curves


@pytest.mark.parametrize("steps", [1, 5, 30])
def test_pixels_are_replaced_in_order(steps):
    rng = np.random.default_rng(3)
    start, end = rng.integers(0, 256, (2, 4, 5, 6, 3), dtype=np.uint8)
    order = pixel_order(rng.normal(size=(4, 5, 6)), seed=0)
    classes = np.array([0, 2, 1, 2])
    found = replacement_curve(Judge(softmax_of_sums, classes, steps), start, end, order)
    np.testing.assert_allclose(
        found, pixel_by_pixel(start, end, order, classes, steps), rtol=0, atol=1e-7
    )


def test_many_copies_are_looked_at_in_parts_of_some_images():
    seen = []

    def scores(x):
        seen.append(len(x))
        return softmax_of_sums(x)

    x = np.zeros((9, 300, 300, 3), np.uint8)
    order = np.tile(np.arange(300 * 300), (9, 1))
    judge = Judge(scores, np.zeros(9, np.int64), 100)
    assert replacement_curve(judge, x, x, order).shape == (9, 101)
    assert seen == [2 * 101] * 4 + [101]  # 64 MiB have room for two images' 101 copies


def test_the_games_begin_and_end_where_they_should():
    x = patches(3)
    classes = np.ones(3, np.int64)
    judge = Judge(Patch().scores, classes, 4)
    order = pixel_order(random_map(x, 0), 0)
    whole, soft = (Patch().scores(each)[:, 1] for each in (x, blurred(x)))
    mean = x.mean(axis=(1, 2, 3)).round() / 255
    back, zero = insertion(judge, x, order), deletion(judge, x, order)
    np.testing.assert_allclose(back[:, [0, -1]], np.stack([soft, whole], axis=1), atol=1e-7)
    np.testing.assert_allclose(zero[:, [0, -1]], np.stack([whole, 0 * whole], axis=1), atol=1e-7)
    filled = deletion(judge, x, order, "mean")
    np.testing.assert_allclose(filled[:, [0, -1]], np.stack([whole, mean], axis=1), atol=1e-6)


def test_pixels_of_one_value_come_in_an_order_drawn_at_random():
    maps = np.zeros((2000, 2, 2))
    maps[:, 1, 0] = 1
    order = pixel_order(maps, seed=1)
    assert (order[:, 0] == 2).all()
    counts = np.bincount(order[:, 1], minlength=4)
    assert counts[2] == 0
    assert min(counts[[0, 1, 3]]) > 580  # of 667, four standard deviations
    assert (np.sort(order, axis=1) == [0, 1, 2, 3]).all()


def test_area_is_that_of_the_trapezoids():
    curves = np.random.default_rng(0).random((3, 11))
    assert area_under(np.array([0.0, 1.0, 0.0])) == 0.5
    np.testing.assert_allclose(area_under(curves), np.trapezoid(curves, dx=0.1, axis=1))


def test_a_blur_is_a_gaussian_of_five_pixels():
    x = np.random.default_rng(0).integers(0, 256, (1, 28, 40, 3), dtype=np.uint8)
    border = cv2.BORDER_REFLECT
    expected = cv2.GaussianBlur(x[0].astype(np.float64), (31, 31), 5.0, borderType=border)
    assert np.abs(blurred(x)[0].astype(float) - expected).max() < 0.51
    small = np.full((1, 8, 8, 1), 77, np.uint8)
    assert (blurred(small) == 77).all()


def test_edges_are_sobels():
    x = np.random.default_rng(0).integers(0, 256, (2, 9, 7, 3), dtype=np.uint8)
    grey = x.astype(np.float64).mean(axis=3)
    for one, found in zip(grey, edge_map(x), strict=True):
        slopes = [sobel(one, axis=axis, mode="mirror") for axis in (0, 1)]
        np.testing.assert_allclose(found, np.sqrt(slopes[0] ** 2 + slopes[1] ** 2), atol=1e-9)


def test_the_centre_is_a_gaussian():
    maps = centre_map(np.zeros((2, 3, 5, 1), np.uint8))
    assert maps.shape == (2, 3, 5)
    assert maps[1, 1, 2] == 1.0
    assert maps[0, 0, 2] == pytest.approx(np.exp(-((1 / 3 / 0.25) ** 2) / 2))
    assert maps[0, 1, 4] == pytest.approx(np.exp(-((2 / 5 / 0.25) ** 2) / 2))


def test_margins_become_a_softmax_and_probabilities_stay():
    np.testing.assert_allclose(probabilities(np.array([[np.log(3.0), 0.0]])), [[0.75, 0.25]])
    np.testing.assert_allclose(probabilities(np.array([[0.3, 0.7]])), [[0.3, 0.7]])
    assert probabilities(np.array([[1e4, 0.0]])).tolist() == [[1.0, 0.0]]


def test_the_interval_of_a_mean_is_the_percentile_bootstraps():
    values = np.random.default_rng(5).exponential(size=60)
    found = bootstrap_mean(np.append(values, np.nan))
    expected = bootstrap(
        (values,), np.mean, method="percentile", n_resamples=20_000, rng=0
    ).confidence_interval
    assert found.mean == pytest.approx(values.mean())
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=0.02)
    assert found.n == 60
    assert bootstrap_mean(np.array([np.nan])).as_dict() == {
        "mean": None,
        "low": None,
        "high": None,
        "n": 0,
    }


def test_a_map_of_what_decides_beats_all_others():
    found = faithfulness(Patch(), patches(40), steps=16)
    assert found.images == 40
    assert found.unit == "probability"
    for game in ("insertion", "deletion"):
        gains = found.gains(game)
        assert list(gains) == ["random", "centre", "edges"]
        assert all(gain.low > 0 for gain in gains.values())
        areas = found.areas(game)
        sign = 1 if game == "insertion" else -1
        expected = sign * np.mean(areas["map"] - areas["centre"])
        assert gains["centre"].mean == pytest.approx(expected)


def test_a_map_of_chance_beats_no_chance():
    class Blind(Patch):
        def evidence(self, x, classes):  # noqa: ARG002 - it is blind
            return random_map(x, 99)

    gain = faithfulness(Blind(), patches(60), steps=16).gains("insertion")["random"]
    assert gain.low < 0 < gain.high


def test_plain_data_of_it():
    told = faithfulness(Patch(), patches(3), steps=4, filling="mean").as_dict()
    assert (told["images"], told["of"], told["filling"]) == (3, "probability", "mean")
    assert told["blur_sigma_pixels"] == 5.0
    assert len(told["insertion"]["curve"]["map"]) == 5
    assert set(told["deletion"]["area"]) == {"map", "random", "centre", "edges"}
