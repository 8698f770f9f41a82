"""What `--deterministic` promises: the same bits when repeated."""

import json

import numpy as np
import pytest
from program import run_program

ASKS = '''"""A model that writes what it finds where it is trained."""
from dataclasses import dataclass
from models.lenet import LeNet as _LeNet

@dataclass
class Asks(_LeNet):
    """LeNet-5."""

    def fit(self, *a, **k):
        super().fit(*a, **k)
        from tensorflow.python.framework import config
        with open("found", "w") as file: file.write(str(config.is_op_determinism_enabled()))
'''


def train(folder, *more, model="lenet(epochs=1)"):
    """Train, and give the row and its scores."""
    words = ["run", "smoke", "--model", model, *more, "--json"]
    done = run_program(*words, "--out", str(folder))
    (row,) = json.loads(done.stdout)["runs"]
    with np.load(folder / "runs" / row["run"] / "scores.npz") as kept:
        return row, kept["scores"]


@pytest.mark.parametrize("words", [["--deterministic"], []])
def test_the_backend_of_the_worker_is_told(in_tmp, words):
    (in_tmp / "asks.py").write_text(ASKS)
    row, _ = train(in_tmp / "out", *words, model="./asks.py(epochs=1)")
    assert (in_tmp / "found").read_text() == str(bool(words))
    assert row["deterministic"] is bool(words)


def test_two_runs_are_equal_to_the_bit(in_tmp):
    (row, scores), (again, repeated) = (
        train(in_tmp / name, "--deterministic") for name in ("first", "second")
    )
    assert row["deterministic"] is True
    assert again["deterministic"] is True
    assert scores.dtype == repeated.dtype == np.float32
    assert np.array_equal(scores, repeated)
