"""Pilots: a few runs of each model, some of them cut short."""

from pathlib import Path

import pytest

from benchmark.pilot import pilot
from benchmark.protocol import Protocol
from benchmark.spec import Spec
from benchmark.store import Store

HEAD = '''
import time
from dataclasses import dataclass
from models.majority import Majority as _Majority

@dataclass
class Mine(_Majority):
    """A model that says when it is fitted."""
'''
BODIES = {
    "good": "    pass",
    "raises": "    def fit(self, *a, **k): raise RuntimeError('no luck')",
    "hangs": "    def fit(self, *a, **k): time.sleep(600)",
    "epochs": """
    epochs: int = 1000
    def fit(self, *a, **k):
        assert self.epochs == 2
        super().fit(*a, **k)
        self.history = [{"epoch": 1, "seconds": 5.0}] + [{"epoch": 2, "seconds": 2.0}]
""",
}


def fly(folder, body, seeds=3, timeout=60.0):
    (folder / f"{body}.py").write_text(HEAD + BODIES[body])
    specs = [Spec("digits", f"./{body}.py", seed) for seed in range(seeds)]
    store = Store.read(Path("out"), "pilot", "tensorflow")
    with store.writing(specs):
        (pace,) = pilot(specs, store, Protocol(timeout=timeout))
    return pace, (folder / "out/records.jsonl").read_text().count("\n")


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    """Let the first run take 20 seconds and the second 5, whatever the machine is doing."""
    ticks = iter([0.0, 20.0, 20.0, 25.0, 25.0])
    monkeypatch.setattr("benchmark.pilot.perf_counter", lambda: next(ticks))


def test_two_seeds_of_each_model_are_run(in_tmp):
    pace, rows = fly(in_tmp, "good")
    assert (pace.dataset, pace.model, pace.failed, rows) == ("digits", "./good.py", False, 2)
    assert (pace.first, pace.later) == (20.0, 5.0)
    assert (pace.n_train, pace.n_classes, pace.epochs, len(pace.runs)) == (1257, 10, None, 2)


def test_one_seed_is_run_where_one_is_asked_for(in_tmp):
    pace, rows = fly(in_tmp, "good", seeds=1)
    assert rows == 1
    assert pace.first == 20.0
    assert pace.later > 0


def test_epochs_that_the_pilot_leaves_out_are_added(in_tmp):
    pace, _ = fly(in_tmp, "epochs")
    assert (pace.epochs, pace.model, pace.failed) == (2, "./epochs.py", False)
    assert pace.first - pace.later == pytest.approx(20 - 5)
    assert 5 + 998 * 2 <= pace.later <= 5 + 998 * 2 * 1.25  # learned, and validated at the most


@pytest.mark.parametrize(
    ("body", "status", "timeout"), [("raises", "error", 60.0), ("hangs", "timeout", 3.0)]
)
def test_what_failed_is_not_repeated(in_tmp, body, status, timeout):
    pace, rows = fly(in_tmp, body, timeout=timeout)
    assert (pace.status, pace.failed, rows) == (status, True, 1)
    assert pace.reason
