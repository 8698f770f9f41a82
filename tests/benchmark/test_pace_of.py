"""What a pilot's runs lead one to expect of whole ones, by hand-made rows."""

from dataclasses import replace

import pytest

from benchmark.pace_of import pace_of
from benchmark.spec import Spec
from benchmark.trial import Trial

ROW = {
    "run": "digits-mlp-0",
    "status": "ok",
    "error": "",
    "n_train": 1000,
    "n_validation": 100,
    "n_classes": 10,
    "fit_seconds": 9.0,
    "total_seconds": 16.0,
    "phase_start_seconds": 4.0,
    "phase_limits_seconds": None,
    "phase_load_seconds": 1.0,
    "phase_build_seconds": 1.0,
    "phase_first_step_seconds": 2.0,
    "phase_validate_seconds": 1.0,
}
SPEC = Spec("digits", "mlp", 0)
LATER = {**ROW, "total_seconds": 11.0, "phase_start_seconds": 0.0, "phase_load_seconds": 0.0}


def test_whole_runs_are_taken_as_they_were():
    pace = pace_of(SPEC, [Trial(ROW, 20.0), Trial(LATER, 11.5)])
    assert (pace.first, pace.later, pace.error) == (20.0, 11.5, 0.0)
    assert pace.scaling == 9 - 1 - 2


def test_two_unlike_runs_widen_the_range():
    slower = {**LATER, "total_seconds": 14.0}
    assert pace_of(SPEC, [Trial(ROW, 20.0), Trial(slower, 14.5)]).error == pytest.approx(3 / 2**0.5)


def test_of_one_run_the_start_is_left_out_for_the_later_ones():
    pace = pace_of(SPEC, [Trial(ROW, 20.0)])
    assert (pace.first, pace.later) == (20.0, 12.0)
    assert pace.error == pytest.approx(1.1)


def test_limits_are_found_once_a_worker():
    limits = {**ROW, "total_seconds": 18.0, "phase_limits_seconds": 2.0}
    assert pace_of(SPEC, [Trial(limits, 22.0)]).later == 12.0
    assert pace_of(SPEC, [Trial(limits, 22.0), Trial(LATER, 11.5)]).error == 0.0


def test_epochs_left_out_take_the_median_epoch_and_its_validation():
    trials = [Trial(ROW, 20.0, (2.0, 2.0)), Trial(LATER, 11.5, (2.0, 2.0))]
    pace = pace_of(SPEC, trials, 3, 13)
    assert pace.first == pytest.approx(20 + 10 * (2.0 + 0.2))
    assert pace.later == pytest.approx(11.5 + 10 * (2.0 + 0.2))
    assert pace.scaling == pytest.approx(6 + 10 * 2.0)
    assert pace.error == pytest.approx(0.5 * 10 * 0.2)


def test_validating_is_bounded_by_what_it_took():
    quick = {**LATER, "phase_validate_seconds": 0.4}
    trials = [Trial(quick, 20.0, (2.0, 2.0)), Trial(quick, 11.5, (2.0, 2.0))]
    assert pace_of(SPEC, trials, 3, 13).later == pytest.approx(11.5 + 10 * (2.0 + 0.1))


def test_fewer_images():
    pace = pace_of(SPEC, [Trial(ROW, 20.0), Trial(LATER, 11.5)])
    assert replace(pace, first=17.0, later=8.5) == pace.with_share(0.5)
