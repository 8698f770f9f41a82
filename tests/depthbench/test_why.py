"""The runs behind a claim, as a user asks for them."""

import json
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from program import run_program

from benchmark.results import Results
from depthbench.why import command
from reports.claim import Claim


@pytest.fixture
def folder(in_tmp):
    models = ["--model", "majority", "--model", "logistic"]
    run_program("run", "smoke", *models, "--seeds", "2", "--out", "out")
    return in_tmp / "out"


def test_names_with_brackets_are_shown_as_they_are(monkeypatch, capsys):
    models = ["./a[red].py", "./b[red].py"]
    claim = Claim(
        *("a-vs-b-on-digits", "digits", *models, "beats", 1.0),
        *(1, (0, 1), 360, ("x", "y"), 0.5, 1.5, 0.0001, 0.0001),
        *(0.5, (0.9, 0.8, 1.0), 0.3),
    )
    table = pd.DataFrame(
        {"run": ["x", "y"], "model": models, "seed": 0, "status": "ok", "accuracy": [0.9, 0.8]}
    )
    found = SimpleNamespace(claim=lambda _: claim, table=table, results=Results(Path("out"), table))
    monkeypatch.setattr("reports.evidence.Evidence.read", lambda _: found)
    command("a-vs-b-on-digits", Path("out"), as_json=False)
    said = " ".join(capsys.readouterr().out.split())
    assert "seed ./a[red].py ./b[red].py difference" in said
    assert "P(./a[red].py wins with a new seed): 0.90 (0.80 to 1.00)" in said
    assert "p is under 0.001 alone, under 0.001 after Holm" in said


def test_a_claim_is_shown_with_its_tests_and_runs(folder):
    claims = json.loads((folder / "report" / "claims.json").read_text())
    assert [claim["id"] for claim in claims] == ["logistic-vs-majority-on-digits"]
    shown = run_program("why", "logistic-vs-majority-on-digits", "out").stdout
    assert " ".join(shown.split()).startswith(claims[0]["text"])
    table = pd.read_parquet(folder / "table.parquet")
    runs = set(table[table["seed"].isin(claims[0]["seeds"])]["run"])
    assert len(runs) == 2 * len(claims[0]["seeds"])
    assert all(run in shown for run in runs)
    answer = json.loads(run_program("why", claims[0]["id"], "out", "--json").stdout)
    assert {run["run"] for run in answer["runs"]} == runs
    assert answer["n_test"] == 360

    done = run_program("why", "logistic-vs-majority", "out", status=2)
    assert done.stderr == (
        "error: unknown claim 'logistic-vs-majority'; the nearest is "
        "'logistic-vs-majority-on-digits'; known: logistic-vs-majority-on-digits\n"
    )
