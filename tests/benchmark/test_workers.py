"""Runs beside one another, each on its own cores."""

import json
import os
from pathlib import Path

import pytest

from benchmark._shared_cores import shared_cores
from benchmark.protocol import Protocol
from benchmark.run import run
from benchmark.spec import Spec
from benchmark.store import Store
from benchmark.usage_error import UsageError

MODEL = """
import json, os, time
from dataclasses import dataclass
from threadpoolctl import threadpool_info
from models.majority import Majority as _Majority

@dataclass
class Mine(_Majority):
    seconds: float = 1.0
    hangs: tuple[int, ...] = ()

    def fit(self, *splits, seed, **options):
        start = time.time()
        cores = sorted(os.sched_getaffinity(0))
        threads = max(each["num_threads"] for each in threadpool_info())
        time.sleep(600 if seed in self.hangs else self.seconds)
        with open(f"{seed}.json", "w") as file:
            json.dump([start, time.time(), cores, threads], file)
        super().fit(*splits, seed=seed, **options)
"""

pytestmark = pytest.mark.alone  # of processes that sleep, some must not be late
needs_two = pytest.mark.skipif(
    len(os.sched_getaffinity(0)) < 2, reason="two workers need two cores"
)


def rows(seeds, settings="", timeout=60.0):
    Path("mine.py").write_text(MODEL)
    specs = [Spec("digits", f"./mine.py{settings}", seed) for seed in range(seeds)]
    store = Store.read(Path("out"), "mine", "tensorflow")
    with store.writing(specs):
        return list(run(specs, store, Protocol(timeout, workers=2)))


def left_behind(seed):
    return json.loads(Path(f"{seed}.json").read_text())


@needs_two
def test_two_run_at_the_same_time_on_cores_of_their_own(in_tmp):
    found = rows(2)
    assert sorted(row["seed"] for row in found) == [0, 1]
    (start, end, cores, threads), (other_start, other_end, other_cores, _) = map(
        left_behind, (0, 1)
    )
    assert start < other_end
    assert other_start < end
    assert not set(cores) & set(other_cores)
    assert threads == len(cores)


@needs_two
def test_rows_say_so(in_tmp):
    for row in rows(3):
        assert row["workers"] == 2
        assert row["cores"] == len(left_behind(row["seed"])[2])


@needs_two
def test_one_that_hangs_holds_up_no_other(in_tmp):
    found = rows(5, "(seconds=0.1, hangs=(1,))", timeout=6.0)
    assert {row["seed"]: row["status"] for row in found if row["seed"] == 1} == {1: "timeout"}
    assert sorted(row["seed"] for row in found) == [0, 1, 2, 3, 4]
    assert found[-1]["seed"] == 1
    assert found[-1]["workers"] == 2


def test_cores_are_divided_without_rest():
    cores = sorted(os.sched_getaffinity(0))
    for workers in range(1, len(cores) + 1):
        shares = shared_cores(workers)
        assert sorted(core for share in shares for core in share) == cores
        assert max(map(len, shares)) - min(map(len, shares)) <= 1


def test_more_workers_than_cores_are_refused():
    cores = len(os.sched_getaffinity(0))
    message = f"expected up to {cores} workers, one a core, received {cores + 1}"
    with pytest.raises(UsageError, match=message):
        shared_cores(cores + 1)


def test_no_worker_is_refused():
    with pytest.raises(UsageError, match="expected 1 worker or more, received 0"):
        Protocol(workers=0)
