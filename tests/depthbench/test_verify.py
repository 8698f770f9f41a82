"""The reference that is shipped, and the installation held against it."""

import json
import os
from dataclasses import replace

import pytest

from benchmark.plugins import SUITES
from benchmark.reference import Reference
from benchmark.rows import spec_of
from benchmark.usage_error import UsageError
from depthbench.verify import command

BACKEND = os.environ["KERAS_BACKEND"]
QUICK = ["majority", "logistic"]


def verify(models, out=None, *, as_json=True):
    with pytest.raises(SystemExit) as left:
        command(model=models, backend=BACKEND, out=out, as_json=as_json)
    return left.value.code


def test_the_reference_has_every_run_of_the_suite_and_no_other():
    """Where this fails the suite has changed: run `python tests/reference.py`."""
    specs = [spec_of(run) for run in Reference.shipped().runs]
    assert specs == SUITES.make("verify").specs()


def test_the_deep_models_of_the_reference_have_learned():
    accuracies = {}
    for run in Reference.shipped().runs:
        accuracies.setdefault(run["model"].partition("(")[0], []).append(run["accuracy"])
    for name in ("mlp", "lenet", "alexnet"):
        assert min(accuracies[name]) > 0.9


def test_the_reference_says_what_it_was_made_with():
    made_with = Reference.shipped().made_with
    assert made_with["keras_backend"] == "tensorflow"
    assert {"processor", "cores", "python", "tensorflow_version", "keras_version"} <= set(made_with)


def test_a_reference_comes_back_as_it_was_written():
    shipped = Reference.shipped()
    assert Reference(**json.loads(shipped.text())) == shipped


def test_a_failed_run_is_no_reference():
    row = {"dataset": "digits", "model": "mlp", "seed": 0, "status": "error", "control_of": None}
    with pytest.raises(ValueError, match="expected runs that ended well, received .'mlp on digits"):
        Reference.of([row])


def test_models_that_agree_give_exit_status_0(in_tmp, capsys):
    assert verify(QUICK, in_tmp / "kept") == 0
    agreements = json.loads(capsys.readouterr().out)["agreements"]
    assert [each["model"] for each in agreements] == QUICK
    assert agreements[0]["verdict"] == "same accuracies"
    assert agreements[1]["verdict"] in ("same accuracies", "equivalent")
    assert len(list((in_tmp / "kept/runs").iterdir())) == 12


def test_a_model_that_does_not_agree_gives_exit_status_1(in_tmp, capsys, monkeypatch):
    shipped = Reference.shipped()
    runs = [{**run, "accuracy": run["accuracy"] + 0.1} for run in shipped.runs]
    monkeypatch.setattr(Reference, "shipped", lambda: replace(shipped, runs=runs))
    assert verify(["majority"], as_json=False) == 1
    said = capsys.readouterr().out
    assert "different" in said
    assert said.endswith("not verified: 1 of 1 model\n")
    assert max(map(len, said.splitlines())) <= 80
    assert not list(in_tmp.iterdir())


def test_a_model_that_is_not_of_the_suite_is_refused():
    with pytest.raises(UsageError, match="unknown model of the suite verify 'mlp'; the nearest"):
        command(model=["mlp"], backend=BACKEND, out=None, as_json=False)
