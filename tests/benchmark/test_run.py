"""Runs in workers: what goes wrong in a model is a row, and the suite goes on."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import psutil
import pytest

from benchmark.protocol import Protocol
from benchmark.record import ENDED_WELL, now
from benchmark.results import Results
from benchmark.run import run
from benchmark.spec import Spec
from benchmark.store import Store
from benchmark.table import write_table
from reports.board import Board

WELL = set(ENDED_WELL)  # the machine that tests may be busy
HEAD = '''
import os, time
from dataclasses import dataclass
import numpy as np
from models import Cost, LayerCost
from models.majority import Majority as _Majority

@dataclass
class Mine(_Majority):
    """A model that misbehaves."""
'''
BODIES = {
    "good": "    pass",
    "raises": "    def fit(self, *a, **k): raise RuntimeError('no luck\\nat all')",
    "nan": "    def scores(self, x): return np.full((len(x), 10), np.nan, np.float32)",
    "shape": "    def scores(self, x): return np.zeros((len(x), 3), np.float32)",
    "list": "    def scores(self, x): return [[0.0] * 10] * len(x)",
    "memory": "    def fit(self, *a, **k): raise MemoryError('too much')",
    "eats": """
    def fit(self, *a, **k):
        import resource
        held = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + 2**28, held + 2**28))
        np.ones(2**30)
""",
    "guesses": "    family = 'deep'",
    "inapplicable": """
    def fit(self, *a, **k):
        from models import Skip
        raise Skip('needs larger images')
""",
    "silent": """
    def fit(self, *a, **k):
        from models import Skip
        raise Skip
""",
    "slow": "    def fit(self, *a, **k): time.sleep(1); super().fit(*a, **k)",
    "exits": "    def fit(self, *a, **k): os._exit(7)",
    "quits": "    def fit(self, *a, **k): raise SystemExit(3)",
    "segfault": "    def fit(self, *a, **k): os.kill(os.getpid(), 11)",
    "killed": "    def fit(self, *a, **k): os.kill(os.getpid(), 9)",
    "numpy": "    def cost(self, *a): return Cost((LayerCost('x', (3,), macs=np.int64(7)),))",
    "phases": "    def fit(self, *a, **k): super().fit(*a, **k); self.phases['x'] = float('nan')",
    "huge": "    def cost(self, *a): return Cost((LayerCost('x', (3,), macs=10**30),))",
    "bytes": "    def fit(self, *a, **k): raise ValueError('\\udcff in a name')",
    "leaves": "    def fit(self, *a, **k): super().fit(*a, **k); os.chdir('/'); os.environ.clear()",
    "forks": "    def fit(self, *a, **k): os.fork(); super().fit(*a, **k)",
    "family": "    family = 'hybrid'",
    "hangs": "    def fit(self, *a, **k): time.sleep(600); super().fit(*a, **k)",
    "prints": """
    def fit(self, *a, **k):
        print('chatter')
        os.write(1, b'more')
        super().fit(*a, **k)
""",
    "leaks": """
    def fit(self, *a, **k):
        os.KEPT = [*getattr(os, 'KEPT', []), b'x' * 1_300_000_000]
        super().fit(*a, **k)
""",
    "pids": """
    def fit(self, *a, **k):
        with open('pids', 'a') as file: file.write(f'{os.getpid()} ')
        super().fit(*a, **k)
""",
}


def spec(folder, body, seed=0):
    (folder / f"{body}.py").write_text(HEAD + BODIES[body])
    return Spec("digits", f"./{body}.py", seed)


def rows(specs, timeout=120.0, **protocol):
    store = Store.read(Path("out"), "mine", "tensorflow")
    with store.writing(specs):
        return list(run(specs, store, Protocol(timeout, **protocol)))


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        ("raises", "error", "RuntimeError: no luck"),
        ("nan", "diverged", "DivergenceError: the scores of 360 of 360 images are not finite"),
        ("shape", "error", "ValueError: expected scores of shape (360, 10), received (360, 3)"),
        ("list", "error", "ValueError: expected scores of shape (360, 10), received list"),
        (
            "family",
            "error",
            "ValueError: expected a family of floor, shallow, deep, received 'hybrid'",
        ),
        ("memory", "out of memory", "MemoryError: too much"),
        ("exits", "error", "the worker exited with status 7; see worker.log"),
        ("quits", "error", "SystemExit: 3"),
        (
            "phases",
            "error",
            "ValueError: expected the seconds of a phase to be finite, 0 or more, received nan",
        ),
        ("huge", "error", f"ValueError: expected a count of 0 to 2^63 - 1, received {10**30}"),
        ("bytes", "error", "ValueError: \\udcff in a name"),
        ("segfault", "error", "the worker died of SIGSEGV; see worker.log"),
        ("killed", "error", "the worker died of SIGKILL; see worker.log"),
        ("silent", "skipped", "no reason given"),
    ],
)
def test_a_failure_costs_one_row(in_tmp, body, status, error):
    specs = [spec(in_tmp, "good"), spec(in_tmp, body), spec(in_tmp, "good", 1)]
    first, failed, last = rows(specs)
    assert (failed["status"], failed["error"]) == (status, error)
    assert failed["accuracy"] is None
    assert {first["status"], last["status"]} <= WELL
    assert first["accuracy"] == pytest.approx(0.1, abs=0.02)


def test_a_run_that_hangs_is_stopped(in_tmp):
    specs = [spec(in_tmp, "hangs"), spec(in_tmp, "good")]
    hung, good = rows(specs, timeout=20.0)
    assert (hung["status"], hung["error"]) == ("timeout", "stopped after 20 seconds")
    assert good["status"] in WELL


def test_every_kind_of_failure_has_its_row_and_status_and_harms_no_mean(in_tmp):
    bodies = {
        "good": WELL,
        "exits": {"error"},
        "hangs": {"timeout"},
        "eats": {"out of memory"},
        "nan": {"diverged"},
        "guesses": {"chance"},
        "inapplicable": {"skipped"},
    }
    found = rows([spec(in_tmp, body, seed) for body in bodies for seed in (0, 1)], timeout=15.0)
    assert len(found) == 2 * len(bodies)
    for row in found:
        assert row["status"] in bodies[row["model"][2:-3]], row
        assert bool(row["error"]) == (row["status"] != "ok")
        assert row["total_seconds"] > 0
    write_table(Path("out"))
    board = Board.of(Results.read(Path("out")), "digits")
    assert board.standings["model"].tolist() == ["./good.py"]
    assert board.standings["seeds"].tolist() == [2]
    assert board.standings["accuracy"][0] == pytest.approx(0.1, abs=0.02)
    assert len(board.unranked) == len(bodies) - 1


@pytest.mark.alone
def test_phases_add_up_to_the_total(in_tmp):
    (row,) = rows([spec(in_tmp, "slow")])
    phases = [value or 0.0 for name, value in row.items() if name.startswith("phase_")]
    assert 0.98 * row["total_seconds"] <= sum(phases) <= row["total_seconds"]


def test_limits_are_measured_where_they_are_asked_for(in_tmp):
    plain, asked = spec(in_tmp, "good"), spec(in_tmp, "good", 1)
    (without,) = rows([plain])
    (row,) = rows([asked], limits=True)
    assert without["phase_limits_seconds"] is without["bytes_per_second"] is None
    assert row["phase_limits_seconds"] > 0
    # None where the machine that tests was busy
    assert row["multiply_adds_per_second"] is None or row["multiply_adds_per_second"] > 0
    assert row["bytes_per_second"] is None or row["bytes_per_second"] > 0
    assert row["timing_key"] == without["timing_key"]


def test_a_run_may_take_no_more_than_is_left(in_tmp):
    specs = [spec(in_tmp, "hangs", seed) for seed in range(2)]
    left = iter([2.0, -1.0])  # the second began too late
    store = Store.read(Path("out"), "mine", "tensorflow")
    with store.writing(specs):
        found = list(run(specs, store, Protocol(), left=lambda: next(left)))
    assert {row["status"] for row in found} == {"timeout"}
    assert [row["error"] for row in found] == ["stopped after 2 seconds", "stopped after 0 seconds"]


def test_a_failed_run_keeps_what_it_had_and_its_traceback(in_tmp):
    (row,) = rows([spec(in_tmp, "raises")])
    assert row["n_train"] == 1257
    assert row["phase_load_seconds"] > 0
    assert row["peak_mib"] > 0
    assert "no luck" in (in_tmp / "out" / "runs" / row["run"] / "traceback.txt").read_text()


@pytest.mark.parametrize("body", ["leaves", "forks"])
def test_a_model_that_goes_elsewhere_or_doubles_does_no_harm(in_tmp, body):
    found = rows([spec(in_tmp, body), spec(in_tmp, "good")])
    assert {row["status"] for row in found} <= WELL
    assert [row["model"] for row in found] == [f"./{body}.py", "./good.py"]


def test_a_stopped_run_says_when_and_where_it_began(in_tmp):
    (row,) = rows([spec(in_tmp, "killed")])
    assert row["processor"]
    assert row["started_at"] <= now()


def test_numbers_of_numpy_are_fine(in_tmp):
    (row,) = rows([spec(in_tmp, "numpy")])
    assert row["status"] in WELL
    assert row["macs"] == 7


def test_what_a_model_prints_goes_to_the_log(in_tmp, capfd):
    (row,) = rows([spec(in_tmp, "prints")])
    assert row["status"] in WELL
    assert "chatter" not in capfd.readouterr().out
    assert {"chatter", "more"} <= set((in_tmp / "out" / "worker.log").read_text().split())


def test_scores_and_labels_are_kept(in_tmp):
    (row,) = rows([spec(in_tmp, "good")])
    with np.load(in_tmp / "out" / "runs" / row["run"] / "scores.npz") as kept:
        assert kept["scores"].shape == (360, 10)
        assert (kept["scores"].argmax(1) == kept["y"]).mean() == pytest.approx(row["accuracy"])


def test_a_worker_is_reused_across_seeds_and_replaced_for_another_model(in_tmp):
    specs = [spec(in_tmp, "pids", seed) for seed in range(3)]
    other = Spec("digits", "./pids.py", 3)
    rows([*specs, spec(in_tmp, "good"), other])
    pids = (in_tmp / "pids").read_text().split()
    assert len(pids) == 4
    assert len(set(pids[:3])) == 1
    assert pids[3] != pids[0]


def test_a_leaking_worker_is_replaced(in_tmp):
    found = rows([spec(in_tmp, "leaks", seed) for seed in range(4)])
    peaks = [row["peak_mib"] for row in found]
    assert {row["status"] for row in found} <= WELL
    assert max(peaks) < 4200  # without replacement the fourth run would hold over 5,200 MiB


def test_the_peak_of_a_run_is_its_own(in_tmp):
    (in_tmp / "big.py").write_text(
        HEAD
        + "    mib: int = 1\n"
        + "    def fit(self, *a, seed, **k):\n"
        + "        np.ones((800 if seed == 0 else 1) * 2**17)\n"
        + "        super().fit(*a, seed=seed, **k)\n"
    )
    first, second = rows([Spec("digits", "./big.py", seed) for seed in range(2)])
    assert first["peak_mib"] - second["peak_mib"] > 500


def test_no_worker_outlives_a_parent_that_was_killed(in_tmp):
    spec(in_tmp, "hangs")
    (in_tmp / "parent.py").write_text(
        "from pathlib import Path\n"
        "from benchmark.protocol import Protocol\nfrom benchmark.run import run\n"
        "from benchmark.spec import Spec\n"
        "from benchmark.store import Store\n"
        "if __name__ == '__main__':\n"
        "    specs = [Spec('digits', './hangs.py', 0)]\n"
        "    store = Store.read(Path('out'), 'mine', 'tensorflow')\n"
        "    with store.writing(specs): list(run(specs, store, Protocol(600)))\n"
    )
    parent = subprocess.Popen([sys.executable, "parent.py"])
    children = _wait_for(lambda: psutil.Process(parent.pid).children(recursive=True))
    time.sleep(1)
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    _wait_for(lambda: not any(child.is_running() for child in children))


def _wait_for(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.1)
    raise AssertionError("waited in vain")


def test_rows_are_plain_json(in_tmp):
    rows([spec(in_tmp, "nan"), spec(in_tmp, "good")])
    for line in (in_tmp / "out" / "records.jsonl").read_text().splitlines():
        json.loads(line, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))
