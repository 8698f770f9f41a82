"""Every suite on disk keeps the contract of `Suite`."""

import pytest

from benchmark.plugins import MODELS, SUITES
from benchmark.spec import Spec
from benchmark.suites._base import Suite
from benchmark.trials_of import trials_of
from benchmark.usage_error import UsageError


@pytest.mark.parametrize("name", SUITES.names)
def test_specs_are_normal_and_each_there_once(name):
    suite = SUITES.make(name)
    specs = suite.specs()
    assert len(set(specs)) == len(specs) > 0
    assert all(MODELS.normalise(spec.model) == spec.model for spec in specs)
    seeds = range(suite.first_seed, suite.first_seed + suite.seeds)
    assert {spec.seed for spec in specs if not trials_of(spec.dataset)} == set(seeds)


@pytest.mark.parametrize("name", SUITES.names)
def test_the_docstring_says_command_expectation_and_cost(name):
    for word in ("Command:", "Expected", "Cost:"):
        assert word in SUITES.find(name).__doc__


@pytest.mark.parametrize("name", SUITES.names)
def test_a_floor_stands_in_every_suite(name):
    assert "majority" in {spec.model for spec in SUITES.make(name).specs()}


@pytest.mark.parametrize("name", sorted({*SUITES.names} - {"tune"}))
def test_rows_change_nothing_where_all_runs_are_known_before(name):
    suite = SUITES.make(name)
    assert suite.after([]) == suite.specs()
    assert suite.wants(suite.specs()[0], [])


def test_sizes():
    assert len(SUITES.make("quick").specs()) == 36
    assert len(SUITES.make("smoke").specs()) == 6
    assert {spec.model for spec in SUITES.make("full").specs()} == set(MODELS.names)


def test_limits_are_measured_where_speed_is_the_question():
    assert [name for name in SUITES.names if SUITES.make(name).limits] == ["gpu", "speed"]


def test_two_spellings_of_one_model_are_run_once():
    suite = Suite(("digits",), ("mlp", "mlp(dropout=0.2)"), 2)
    assert suite.specs() == [Spec("digits", "mlp", 0), Spec("digits", "mlp", 1)]


@pytest.mark.parametrize("suite", [Suite(("digits",), (), 1), Suite((), ("mlp",), 1)])
def test_nothing_to_do_is_refused(suite):
    with pytest.raises(UsageError, match="expected a data set and a model at the least"):
        suite.specs()


@pytest.mark.parametrize("seeds", [0, -1, 10**20])
def test_seeds_out_of_bounds_are_refused(seeds):
    with pytest.raises(UsageError, match=f"expected seeds of 1 to 10,000, received {seeds}"):
        Suite(("digits",), ("mlp",), seeds).specs()


def test_an_unknown_part_is_refused():
    with pytest.raises(UsageError, match="unknown dataset 'digit'; the nearest is 'digits'"):
        Suite(("digit",), ("mlp",), 1).specs()
