"""Forecasts by hand-made paces, whose answers are known."""

from math import inf, sqrt

import pytest

from benchmark.forecast import Forecast
from benchmark.pace import Pace
from benchmark.spec import Spec

FAST = Pace("digits", "fast", first=3.0, later=1.0, error=0.1, scaling=0.5, n_train=100)
SLOW = Pace("digits", "slow", first=20.0, later=10.0, error=1.0, scaling=8.0, n_train=100)


def specs(model, seeds):
    return [Spec("digits", model, seed) for seed in range(seeds)]


def test_a_worker_serves_the_runs_of_a_model_that_follow_one_another():
    both = [*specs("fast", 3), *specs("slow", 2)]
    assert Forecast.of([FAST, SLOW], both).seconds == 3 + 1 + 1 + 20 + 10
    mixed = [Spec("digits", model, seed) for seed in range(2) for model in ("fast", "slow")]
    assert Forecast.of([FAST, SLOW], mixed).seconds == 3 + 20 + 3 + 20


def test_a_worker_goes_on_to_another_data_set():
    there = Pace("mnist_5k", "fast", first=7.0, later=5.0)
    both = [Spec("digits", "fast", 0), Spec("mnist_5k", "fast", 0)]
    assert Forecast.of([FAST, there], both).seconds == 3 + 5


def test_the_range_is_a_tenth_and_twice_the_standard_error():
    forecast = Forecast.of([FAST, SLOW], [*specs("fast", 3), *specs("slow", 2)], ending=5.0)
    margin = 0.1 * 40 + 2 * sqrt(0.3**2 + 2.0**2)
    assert forecast.seconds == 40
    assert forecast.low == pytest.approx(40 - margin)
    assert forecast.high == pytest.approx(40 + margin)


def test_fewer_images_save_what_grows_with_them():
    forecast = Forecast.of([SLOW], specs("slow", 2), share=0.25)
    assert forecast.seconds == 30 - 2 * 8 * 0.75


def test_no_runs_take_no_time_and_no_range_goes_below_nothing():
    assert Forecast.of([FAST], []) == Forecast(0.0, 0.0, 0.0)
    wild = Pace("digits", "wild", first=1.0, later=1.0, error=9.0)
    assert Forecast.of([wild], specs("wild", 1)).low == 0


def test_a_run_that_was_stopped_leaves_the_upper_end_open():
    stopped = Pace("digits", "stopped", first=60.0, later=60.0, status="timeout")
    forecast = Forecast.of([stopped], specs("stopped", 1))
    assert forecast.high == inf
    assert str(forecast) == "over 54s"


def test_in_words():
    assert str(Forecast(100.0, 80.0, 120.0)) == "1m40s (1m20s to 2m)"
