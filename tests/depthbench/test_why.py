"""The runs behind a claim, as a user asks for them."""

import json
import subprocess
import sys

import pytest


def depthbench(*words, status=0):
    command = [sys.executable, "-P", "-m", "depthbench", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stderr
    return done


@pytest.fixture
def folder(in_tmp):
    models = ["--model", "majority", "--model", "logistic"]
    depthbench("run", "smoke", *models, "--seeds", "2", "--out", "out")
    return in_tmp / "out"


def test_a_claim_is_shown_with_its_tests_and_runs(folder):
    claims = json.loads((folder / "report" / "claims.json").read_text())
    assert [claim["id"] for claim in claims] == ["logistic-vs-majority-on-digits"]
    shown = depthbench("why", "logistic-vs-majority-on-digits", "out").stdout
    assert " ".join(shown.split()).startswith(claims[0]["text"])
    for run in claims[0]["rows"]:
        assert run in shown
    answer = json.loads(depthbench("why", claims[0]["id"], "out", "--json").stdout)
    assert {run["run"] for run in answer["runs"]} == set(claims[0]["rows"])
    assert answer["n_test"] == 360

    done = depthbench("why", "logistic-vs-majority", "out", status=2)
    assert done.stderr == (
        "error: unknown claim 'logistic-vs-majority'; the nearest is "
        "'logistic-vs-majority-on-digits'; known: logistic-vs-majority-on-digits\n"
    )
