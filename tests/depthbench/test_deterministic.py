"""What `--deterministic` promises: the same bits when repeated."""

import json
import subprocess
import sys

import numpy as np


def lenet(folder):
    """Train with `--deterministic`, and give the row and its scores."""
    words = ["run", "smoke", "--model", "lenet(epochs=1)", "--deterministic", "--json"]
    command = [sys.executable, "-P", "-m", "depthbench", *words, "--out", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (row,) = json.loads(done.stdout)["runs"]
    with np.load(folder / "runs" / row["run"] / "scores.npz") as kept:
        return row, kept["scores"]


def test_two_runs_are_equal_to_the_bit(in_tmp):
    (row, scores), (again, repeated) = (lenet(in_tmp / name) for name in ("first", "second"))
    assert row["deterministic"] is True
    assert again["deterministic"] is True
    assert scores.dtype == repeated.dtype == np.float32
    assert np.array_equal(scores, repeated)
