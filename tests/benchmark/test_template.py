"""A template starts workers that are as new, and costs nothing but time where it fails."""

import os
import sys
from multiprocessing import Pipe
from pathlib import Path

import psutil
import pytest

from benchmark.protocol import Protocol
from benchmark.record import ENDED_WELL
from benchmark.run import run
from benchmark.spec import Spec
from benchmark.store import Store
from benchmark.template import Template

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere workers are spawned")
NETWORK = "mlp(hidden=(8,), epochs=1, batch_size=32)"
MODEL = '''"""A model that says which process it is in, and what that had imported before."""
import os, sys
HAD = "keras" in sys.modules
from dataclasses import dataclass
from models.majority import Majority as _Majority

@dataclass
class Mine(_Majority):
    """Always the same."""
    def fit(self, *a, **k):
        with open("seen", "a") as file:
            print(os.getpid(), os.getppid(), HAD, hasattr(os, "MARK"), file=file)
        os.MARK = True
        super().fit(*a, **k)
'''


def rows(*specs):
    store = Store.read(Path("out"), "mine", os.environ["KERAS_BACKEND"])
    with store.writing(specs):
        return list(run(specs, store, Protocol(120.0)))


@LINUX
def test_workers_are_forked_from_one_process_and_begin_as_new(in_tmp):
    for name in ("one", "two"):
        (in_tmp / f"{name}.py").write_text(MODEL)
    found = rows(*(Spec("digits", f"./{name}.py", 0) for name in ("one", "two")))
    assert {row["status"] for row in found} <= set(ENDED_WELL)
    one, two = (line.split() for line in Path("seen").read_text().splitlines())
    assert one[0] != two[0]  # isolated from each other,
    assert one[1] == two[1] != str(os.getpid())  # of one origin that is not this process,
    assert one[3] == two[3] == "False"  # and nothing of the first is seen by the second


@LINUX
@pytest.mark.alone
def test_keras_is_imported_for_networks_and_for_nothing_else(in_tmp):
    for name in ("before", "after"):
        (in_tmp / f"{name}.py").write_text(MODEL)
    specs = [Spec("digits", model, 0) for model in ("./before.py", NETWORK, "./after.py")]
    before, network, after = rows(*specs)
    assert network["phase_start_seconds"] < 3  # a device is opened, but nothing is read from disk
    assert [line.split()[2] for line in Path("seen").read_text().splitlines()] == ["False"] * 2
    assert after["peak_mib"] == pytest.approx(before["peak_mib"], rel=0.1)


@LINUX
def test_a_forked_worker_computes_the_bits_of_a_spawned_one_in_as_much_memory(in_tmp, monkeypatch):
    spec = Spec("digits", NETWORK, 1)
    forked = rows(spec)[0]
    monkeypatch.setattr(sys, "platform", "not linux")
    (in_tmp / "out").rename("forked")
    spawned = rows(spec)[0]
    assert forked["log_loss"] == spawned["log_loss"]
    assert forked["peak_mib"] == pytest.approx(spawned["peak_mib"], rel=0.1)  # pages are mapped


@LINUX
def test_a_template_that_dies_is_replaced_and_its_worker_is_a_row(in_tmp):
    (in_tmp / "kills.py").write_text(
        MODEL.replace(
            'with open("seen", "a")', "os.kill(os.getppid(), 9)\n        with open('seen')"
        )
    )
    (in_tmp / "good.py").write_text(MODEL)
    killed, good = rows(Spec("digits", "./kills.py", 0), Spec("digits", "./good.py", 0))
    assert killed["error"] == "the worker died of SIGKILL; see worker.log"
    assert good["status"] in ENDED_WELL


def test_a_closed_template_leaves_no_process(in_tmp):
    template = Template(in_tmp, Protocol())
    ours, theirs = Pipe()
    process = template.worker(theirs, "majority", None)
    theirs.close()
    children = psutil.Process().children(recursive=True)
    started = [each for each in children if "spawn_main" in " ".join(each.cmdline())]
    assert len(started) >= 1  # and beside them multiprocessing's own tracker
    process.kill()
    process.join()
    assert process.exitcode == -9
    template.close()
    _, alive = psutil.wait_procs(started, timeout=10)
    assert not [each for each in alive if each.status() != psutil.STATUS_ZOMBIE]
    ours.close()
