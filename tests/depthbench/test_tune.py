"""`depthbench run tune` from the command line, on small digits and models that fit in a moment."""

import json

import pandas as pd
import pytest
from program import run_program

from benchmark.rows import read_rows

MINE = """
from dataclasses import dataclass
from typing import ClassVar
from models.majority import Majority as _Majority
from models import Range, Space

@dataclass
class Mine(_Majority):
    space: ClassVar[Space] = {"share": Range(0.0, 1.0)}
    share: float = 0.5
"""
MODELS = ("--model", "majority", "--model", "logistic", "--seeds", "2", "--out", "out")


@pytest.fixture
def here(in_tmp):
    (in_tmp / "mine.py").write_text(MINE)
    return in_tmp


def tune(trials, *words):
    done = run_program("run", f"tune(datasets=('digits',), trials={trials})", *MODELS, *words)
    return done.stdout + done.stderr


def rows(folder):
    return [(row["dataset"], row["model"]) for row in read_rows(folder / "out")[0]]


def test_trials_then_the_chosen_and_more_trials_go_on(here):
    answer = json.loads(tune(3, "--json").partition("\n[")[0].partition("\n")[0])
    first = rows(here)
    tried = [model for dataset, model in first if dataset == "tuning"]
    assert len(set(tried)) == 3
    (chosen,) = {model for dataset, model in first if dataset == "digits"} & set(tried)
    assert [model for dataset, model in first if dataset == "digits"] == [
        *("majority", "majority", "logistic", "logistic"),
        *(chosen, chosen),
    ]
    assert len(answer["runs"]) == 9
    table = pd.read_parquet(here / "out/table.parquet").query("dataset == 'tuning'")
    assert table["accuracy"].max() == table.set_index("model").loc[chosen, "accuracy"]
    assert (table["n_test"] == 180).all()  # validation images: digits has 360 for testing
    assert "every run has its row" in tune(3)
    assert rows(here) == first
    tune(4)
    more = rows(here)[len(first) :]
    assert [dataset for dataset, _ in more].count("tuning") == 1
    assert len(more) in {1, 3}
    assert "## Tuning" in (here / "out/report/report.md").read_text()
    assert "Not run yet" not in (here / "out/report/report.md").read_text()


def test_seconds_end_trials_and_it_is_said(here):
    said = tune("5, seconds=0.0001", "--model", "./mine.py")
    assert "trials not made, as their seconds were spent" in said
    tried = [model for dataset, model in rows(here) if dataset == "tuning"]
    assert len([model for model in tried if model.startswith("logistic")]) == 1
    assert any(model.startswith("./mine.py(share=0.") for model in tried)


def test_what_would_run_is_said(here):
    said = tune(2, "--dry-run")
    assert "on tuning, seed 0" in said
    assert "6 runs to do, in out" in said
