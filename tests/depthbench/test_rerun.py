"""A run made again, as a user asks for it."""

import json
import re
from pathlib import Path

import pytest
from program import run_program

from benchmark.record import Record
from benchmark.spec import Spec
from benchmark.store import Store
from benchmark.usage_error import UsageError
from depthbench.rerun import command

NOISY = '''"""Right except for what a file says, which is no part of the spec."""
from dataclasses import dataclass
from pathlib import Path
import numpy as np
from models.logistic import Logistic as _Logistic

@dataclass
class Noisy(_Logistic):
    """A model that depends on more than its settings."""

    def scores(self, x):
        scores = super().scores(x)
        noise = float(Path("noise.txt").read_text())
        if noise > 1:
            raise ValueError("too loud")
        return (scores + noise * np.random.default_rng(0).normal(size=scores.shape)).astype("f4")
'''


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Two runs of a results folder: one that ended well and one that did not."""
    here = tmp_path_factory.mktemp("rerun")
    (here / "noisy.py").write_text(NOISY)
    (here / "noise.txt").write_text("0")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(here)
        run_program("run", "smoke", "--model", "./noisy.py", "--out", "out")
        (here / "noise.txt").write_text("2")
        words = ["--model", "./noisy.py", "--first-seed", "1", "--out", "out"]
        run_program("run", "smoke", *words, status=1)
    return here


@pytest.fixture
def here(kept, monkeypatch):
    """Work where the results are, with the noise that they were made with."""
    monkeypatch.chdir(kept)
    (kept / "noise.txt").write_text("0")
    return kept


def run_of(here, seed):
    (run,) = (each.name for each in (here / "out/runs").glob(f"digits-noisy-{seed}-*"))
    return run


def contents(here):
    return {each: each.read_bytes() for each in (here / "out").rglob("*") if each.is_file()}


def test_the_same_comes_out_and_the_folder_stays_as_it_is(here):
    run, before = run_of(here, 0), contents(here)
    said = run_program("rerun", run, "out").stdout.splitlines()
    assert said[0] == f"equal: {run}: the same scores, bit for bit."
    assert contents(here) == before


@pytest.mark.parametrize(("noise", "verdict"), [("1e-9", "equivalent"), ("0.9", "different")])
def test_other_scores_are_judged_by_their_accuracy(here, noise, verdict):
    (here / "noise.txt").write_text(noise)
    run = run_of(here, 0)
    done = run_program("rerun", f"out/runs/{run}", "--json", status=int(verdict == "different"))
    answer = json.loads(done.stdout)
    assert (answer["run"], answer["folder"]) == (run, "out")
    assert answer["verdict"] == verdict
    assert answer["interval"][0] < answer["accuracy"][0] < answer["interval"][1]


def test_a_failure_that_comes_again_is_equal(here):
    (here / "noise.txt").write_text("2")
    said = run_program("rerun", run_of(here, 1), "out").stdout
    assert "the same failure" in said


def test_a_run_that_was_put_off_cannot_be_repeated(in_tmp):
    spec = Spec("digits", "majority", 0)
    store = Store.read(Path("out"), "smoke", "tensorflow")
    with store.writing([spec]):
        store.append(Record(spec, "skipped", "the budget of 3s was spent"))
    with pytest.raises(UsageError, match=f"{spec.id} was never run: the budget of 3s was spent"):
        command(spec.id, Path("out"))


def test_a_failure_that_is_gone_is_different(here):
    said = run_program("rerun", run_of(here, 1), "out", status=1).stdout
    told = r"it ended with 'error: ValueError: too loud', now with '(ok|contended)\b"
    assert re.search(told, said)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["digits-noisy-0-0", "out"], "unknown run 'digits-noisy-0-0'; the nearest is 'digits-no"),
        (["digits-noisy-0-0"], "no results in results/quick: expected records.jsonl with a row"),
        (["out/runs/x", "out"], "expected a run's id before DIR, received the folder out/runs/x"),
        (["out/x"], "expected a run's folder as DIR/runs/RUN, received out/x"),
        (["out/runs/digits-noisy-0-0"], "unknown run 'digits-noisy-0-0'"),
        (["x", "out", "--timeout", "0"], "unknown run 'x'"),
    ],
)
def test_wrong_use_is_one_line(here, words, message):
    done = run_program("rerun", *words, status=2)
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
