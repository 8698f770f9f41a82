"""Every study on disk keeps the contract of `Study`; the known ones meet their closed forms."""

from functools import cache
from math import isfinite, sqrt

import numpy as np
import pytest
from scipy.stats import norm

from benchmark.call import Call
from benchmark.kept_study import KeptStudy
from benchmark.plugins import STUDIES
from benchmark.run_study import run_study

every_study = pytest.mark.parametrize("name", STUDIES.names)


@cache
def kept(text, seed=0):
    found = run_study(STUDIES.normalise(text), seed)
    assert found.error == ""
    return found


def tiny(name):
    return str(Call(name, STUDIES.find(name).tiny))


def points(text, quantity, series=None, seed=0):
    """Give the points of a quantity by where they are."""
    return {
        point.x: point
        for point in kept(text, seed).outcome
        if point.quantity == quantity and series in {None, point.series}
    }


@every_study
def test_the_seed_decides_all_that_is_drawn(name):
    study = STUDIES.make(tiny(name))
    assert study.points(0) == study.points(0)
    assert study.points(0) != study.points(1)


@every_study
def test_numbers_are_finite_and_lie_in_their_intervals(name):
    for point in kept(tiny(name)).outcome:
        numbers = [point.x, point.measured, point.low, point.high, point.theory]
        assert all(isfinite(each) for each in numbers if each is not None)
        assert any(each is not None for each in (point.measured, point.theory))
        if point.low is not None:
            assert point.low <= point.measured <= point.high


@every_study
def test_no_number_is_given_twice_and_each_panel_has_some(name):
    outcome = kept(tiny(name)).outcome
    places = [(point.quantity, point.series, point.x) for point in outcome]
    assert len({*places}) == len(places)
    for panel in STUDIES.find(name).panels:
        assert [point.x for point in outcome if point.quantity == panel.quantity]


@every_study
def test_theory_stands_beside_measurement(name):
    assert any(point.agrees is not None for point in kept(tiny(name)).outcome)


@every_study
def test_the_words_are_sentences(name):
    study = STUDIES.find(name)
    for words in (study.claim, study.limits):
        assert words.endswith(".")
    assert study.title
    assert study.paper


@every_study
def test_what_is_kept_is_read_as_it_was(name, tmp_path):
    found = kept(tiny(name))
    found.write(tmp_path)
    assert KeptStudy.read_all(tmp_path) == [found]
    assert len(found.table) == len(found.outcome)


@pytest.mark.parametrize(
    "text",
    [
        "ball_volume(dimensions=(0,))",
        "ball_volume(shell=1.0)",
        "distance_concentration(repeats=1)",
        "image_contrast(dataset='digits', n=20)",
        "trunk_peaking(dimensions=(2, 1))",
        "samples_needed(shares=(1.0,))",
    ],
)
def test_what_cannot_work_is_refused(text):
    with pytest.raises(Exception, match="expected"):
        STUDIES.make(text)


BALL = "ball_volume(dimensions=(2, 3, 5, 10, 20, 50, 100), draws=100_000)"


def test_volumes_are_those_of_the_closed_forms():
    ball = {d: point.theory for d, point in points(BALL, "ball in cube").items()}
    expected = {2: 0.7854, 3: 0.5236, 5: 0.1645, 10: 2.49e-3, 20: 2.46e-8, 50: 1.54e-28}
    for d, volume in {**expected, 100: 1.87e-70}.items():
        assert ball[d] == pytest.approx(volume, rel=2e-3)
    shell = {d: point.theory for d, point in points(BALL, "ball in shell").items()}
    assert [round(shell[d], 3) for d in (10, 50, 100)] == [0.401, 0.923, 0.994]


def test_counted_volumes_agree_with_them():
    seen = [point for point in kept(BALL).outcome if point.agrees is not None]
    assert len(seen) == 4 + 7
    for point in seen:  # five standard deviations
        slack = 5 * sqrt(point.theory * (1 - point.theory) / 100_000)
        assert point.measured == pytest.approx(point.theory, abs=slack)


def test_what_is_never_hit_has_an_upper_bound_alone():
    point = points(BALL, "ball in cube")[50]
    assert (point.measured, point.low) == (0.0, None)
    assert point.high == pytest.approx(3.7e-5, rel=0.01)  # 1 - (1 - h)^100,000 = 0.975
    assert "no hit" in point.note


DISTANCES = "distance_concentration(dimensions=(2, 200, 500, 1000, 2000), n=1000, repeats=10)"


def test_the_relative_contrast_falls_as_the_root_of_the_dimensions():
    text = "distance_concentration(dimensions=(500, 1000, 2000, 5000, 10_000), n=200)"
    (slope,) = points(text, "log-log slope of the relative contrast").values()
    assert slope.measured == pytest.approx(-0.5, abs=0.05)
    assert slope.theory == pytest.approx(-0.5, abs=0.05)
    assert slope.low < slope.measured < slope.high


def test_contrasts_agree_with_normal_distances():
    contrasts = points(DISTANCES, "relative contrast")
    assert contrasts[2].theory is None
    for d in (200, 500, 1000, 2000):
        assert contrasts[d].measured == pytest.approx(contrasts[d].theory, rel=0.08)
    draws = np.sort(np.random.default_rng(0).normal(size=(2000, 1000)))
    spread = (draws[:, -1] - draws[:, 0]).mean() * sqrt(0.05)  # 6.48 deviations
    assert contrasts[1000].theory == pytest.approx(spread / (sqrt(1000 / 6) - spread / 2), rel=0.01)


def test_the_mean_distance_of_a_pair_grows_and_its_deviation_does_not():
    means = points(DISTANCES, "distance of two points", "mean")
    deviations = points(DISTANCES, "distance of two points", "standard deviation")
    for d in (200, 500, 1000, 2000):
        assert means[d].measured == pytest.approx(sqrt(d / 6), rel=0.01)
        assert deviations[d].measured == pytest.approx(0.2415, rel=0.04)
    assert means[2].measured == pytest.approx(0.5214, rel=0.02)  # of a square, in closed form


def test_the_spread_of_a_norm_grows_stays_or_shrinks():
    spread = {order: points(DISTANCES, "spread of the norm", f"L{order}") for order in (1, 2, 4)}
    for order, growth in ((1, sqrt(10)), (2, 1.0), (4, 10 ** (-1 / 4))):
        own = spread[order]
        assert own[2000].theory / own[200].theory == pytest.approx(growth)
        assert own[2000].measured / own[200].measured == pytest.approx(growth, rel=0.1)


TRUNK = "trunk_peaking(dimensions=(1, 20, 50, 100, 200, 500, 5000), tests=20, repeats=200)"


@pytest.mark.parametrize(
    ("samples", "near", "place", "least", "last"),
    [(8, 20, 19, 0.080, 0.36), (25, 50, 47, 0.041, 0.265), (100, 100, 156, 0.018, 0.119)],
)
def test_trunks_error_is_least_where_it_should_be(samples, near, place, least, last):
    errors = points(TRUNK, "error", f"N = {samples}")
    (where,) = points(TRUNK, "features of least error", f"N = {samples}").values()
    assert where.theory == place
    assert errors[near].theory == pytest.approx(least, abs=0.001)
    assert errors[5000].theory == pytest.approx(last, abs=0.001)
    assert where.low <= near <= where.high
    for d in (50, 100, 200, 500, 5000):
        assert errors[d].measured == pytest.approx(errors[d].theory, abs=0.015)


def test_with_the_means_known_the_error_only_falls():
    errors = [point.theory for point in points(TRUNK, "error", "means known").values()]
    assert errors == sorted(errors, reverse=True)
    assert errors[0] == pytest.approx(norm.cdf(-1))
    assert errors[1] == pytest.approx(norm.cdf(-sqrt(sum(1 / i for i in range(1, 21)))))


NEEDED = "samples_needed(most=300, repeats=10)"


def test_samples_for_a_density_are_silvermans():
    """Table 4.2 of his book of 1986."""
    published = [4, 19, 67, 223, 768, 2790, 10_700, 43_700, 187_000, 842_000]
    needed = points(NEEDED, "samples for a density")
    for d, samples in enumerate(published, 1):
        assert np.ceil(needed[d].theory) == pytest.approx(samples, rel=0.004)


def test_simulated_estimates_need_as_many():
    needed = points(NEEDED, "samples for a density")
    for d in (1, 2, 3, 4):
        assert needed[d].measured == pytest.approx(needed[d].theory, rel=0.25)
    assert needed[5].measured is None
    assert "not simulated" in needed[5].note


def test_edges_that_catch_one_in_a_hundred():
    edges = points(NEEDED, "edge to catch a share", "1 % of the points")
    assert edges[10].theory == pytest.approx(0.631, abs=0.001)
    assert edges[100].theory == pytest.approx(0.955, abs=0.001)
    for d in (2, 10, 100):
        assert edges[d].measured == pytest.approx(edges[d].theory, rel=0.05)


def test_images_keep_the_contrast_that_their_pixels_lose_when_shuffled():
    text = "image_contrast(dataset='digits', n=500, repeats=4)"
    images = points(text, "relative contrast of images", "images")[64]
    shuffled = points(text, "relative contrast of images", "pixels shuffled among images")[64]
    noise = points(text, "relative contrast of images", "uniform noise")[64]
    assert images.low > 2 * shuffled.high
    assert noise.measured == pytest.approx(noise.theory, rel=0.1)
    dimension = points(text, "intrinsic dimension, 20 neighbours", "images")[None]
    assert 4 < dimension.measured < 10
