"""Studies on the command line, as a user runs them."""

import json

import pandas as pd
import pytest
from program import run_program

from benchmark.kept_study import KeptStudy

SUITE = '''"""A suite of my own."""
from dataclasses import dataclass
from benchmark.suites._base import Suite

@dataclass(frozen=True)
class Mine(Suite):
    """Small."""

    datasets: tuple[str, ...] = ("digits",)
    models: tuple[str, ...] = ("majority",)
    seeds: int = 1
    studies: tuple[str, ...] = STUDIES
'''
GOOD = "ball_volume(draws=1000, dimensions=(2,))"
BAD = "image_contrast(dataset='digits', n=5000)"


@pytest.fixture
def suite(in_tmp):
    def write(*studies):
        (in_tmp / "mine.py").write_text(SUITE.replace("STUDIES", repr(studies)))
        return "./mine.py"

    return write


def run(suite, *words, status=0):
    return run_program("run", suite, "--out", "results", *words, status=status)


def test_dry_run_tells_of_studies_and_writes_nothing(suite, in_tmp):
    name = suite(GOOD)
    said = run(name, "--dry-run").stdout
    assert "study ball_volume(dimensions=(2,), draws=1000), seed 0\n" in said
    assert "1 runs to do, 1 studies" in said
    told = json.loads(run(name, "--dry-run", "--json").stdout)
    assert told[0] == {"study": "ball_volume(dimensions=(2,), draws=1000)", "seed": 0}
    assert not (in_tmp / "results").exists()


def test_a_study_is_run_once_and_stands_in_the_report(suite, in_tmp):
    name = suite(GOOD)
    run(name)
    (study,) = KeptStudy.read_all(in_tmp / "results")
    assert study.status == "ok"
    assert "Where the volume is" in (in_tmp / "results/report/report.md").read_text()
    told = json.loads(run(name, "--json").stdout)
    assert [each["study"] for each in told["studies"]] == [study.study]
    assert KeptStudy.read_all(in_tmp / "results") == [study]
    run(name, "--again")
    (again,) = KeptStudy.read_all(in_tmp / "results")
    assert again.outcome == study.outcome
    assert (again.started_at, again.seconds) != (study.started_at, study.seconds)


def test_a_study_that_fails_is_said_and_the_rest_goes_on(suite, in_tmp):
    finished = run(suite(BAD, GOOD), status=1)
    reason = "expected 5020 training images or more of digits, received 1257"
    assert f"failed: study {BAD}: ValueError: {reason}" in finished.stderr
    kept = {study.status for study in KeptStudy.read_all(in_tmp / "results")}
    assert kept == {"ok", "error"}
    assert len(pd.read_csv(in_tmp / "results/table.csv")) == 1
    assert reason in (in_tmp / "results/report/report.md").read_text()


def test_an_unknown_study_is_refused_before_anything_runs(suite, in_tmp):
    finished = run(suite("ball"), status=2)
    assert "unknown study 'ball'" in finished.stderr
    assert not (in_tmp / "results").exists()


def test_a_plan_says_that_studies_are_not_in_it(suite, in_tmp):
    assert (
        "the 1 study of the suite is not in the forecast" in run_program("plan", suite(GOOD)).stderr
    )
