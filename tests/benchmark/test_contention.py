"""Other processes' use of the processor is seen, and our own is not taken for it."""

import os
import time
from types import SimpleNamespace

import psutil
import pytest

from benchmark.contention import Contention


class Process:
    """A process as psutil shows it, whose seconds a test moves on."""

    def __init__(self, *children, parent=None):
        self.user = self.children_user = 1.0
        self.hidden = False
        self.children = lambda **_: children
        self.parent = lambda: parent

    def cpu_times(self):
        if self.hidden:
            raise psutil.AccessDenied
        return SimpleNamespace(
            user=self.user, system=0.5, children_user=self.children_user, children_system=0.25
        )


@pytest.fixture
def machine(monkeypatch):
    """Four cores and a fifth not ours, this process with a parent and a child, and a clock."""
    child, parent = Process(), Process()
    none = {"user": 0.0, "system": 0.0, "steal": 0.0, "idle": 0.0, "iowait": 0.0, "guest": 0.0}
    times = SimpleNamespace(**none | {"user": 50.0, "system": 9.0})
    foreign, *rest = (SimpleNamespace(**none) for _ in range(4))
    machine = SimpleNamespace(wall=7.0, times=times, foreign=foreign, child=child, parent=parent)
    machine.own = Process(child, parent=parent)
    monkeypatch.setattr("benchmark.contention.perf_counter", lambda: machine.wall)
    monkeypatch.setattr(psutil, "cpu_times", lambda **_: [times, *rest, foreign])
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3}, raising=False)
    monkeypatch.setattr(psutil, "Process", lambda: machine.own)
    return machine


def test_others_are_what_the_family_does_not_explain(machine):
    with Contention() as contention:
        machine.wall += 10
        machine.times.user += 25
        machine.own.user += 10  # on several threads
        machine.own.children_user += 2  # of a child that has ended
        machine.child.user += 3
        machine.parent.user += 4
    assert contention.other_cores == pytest.approx(0.6)
    assert contention.contended


def test_our_own_work_is_no_contention(machine):
    with Contention() as contention:
        machine.wall += 10
        machine.times.user += 40
        machine.own.user += 40
    assert contention.other_cores == 0
    assert not contention.contended


@pytest.mark.parametrize("kind", ["user", "system", "steal"])
def test_work_of_every_kind_counts(machine, kind):
    with Contention() as contention:
        machine.wall += 10
        setattr(machine.times, kind, getattr(machine.times, kind) + 10)
    assert contention.other_cores == pytest.approx(1)


@pytest.mark.parametrize("kind", ["idle", "iowait", "guest"])
def test_what_is_no_work_or_counted_already_does_not(machine, kind):
    with Contention() as contention:
        machine.wall += 10
        setattr(machine.times, kind, 10)
    assert contention.other_cores == 0


@pytest.mark.parametrize(
    ("wall", "busy", "contended"),
    [
        (10, 3.9, False),  # under a tenth of four cores
        (10, 4.1, True),
        (1, 0.45, False),  # under half a second in total
        (1, 0.55, True),
    ],
)
def test_a_little_is_no_contention(machine, wall, busy, contended):
    with Contention() as contention:
        machine.wall += wall
        machine.times.user += busy
    assert contention.contended is contended


def test_counters_that_lag_behind_give_no_negative_cores(machine):
    with Contention() as contention:
        machine.wall += 10
        machine.times.user += 9.8
        machine.own.user += 10
    assert contention.other_cores == 0


def test_a_very_short_block_cannot_be_judged(machine):
    with Contention() as contention:
        machine.wall += 0.05
        machine.times.user += 0.05
    assert contention.other_cores is None
    assert not contention.contended


def test_a_system_that_counts_nothing_cannot_be_judged(machine):
    machine.times.user = machine.times.system = 0.0
    with Contention() as contention:
        machine.wall += 10
    assert contention.other_cores is None


def test_a_parent_that_cannot_be_read_cannot_be_judged(machine):
    machine.parent.hidden = True
    with Contention() as contention:
        machine.wall += 10
        machine.times.user += 10
    assert contention.other_cores is None
    assert not contention.contended


def test_a_block_that_fails_is_judged_and_its_error_kept(machine):
    def work():
        machine.wall += 10
        machine.times.user += 10
        raise ZeroDivisionError

    contention = Contention()
    with pytest.raises(ZeroDivisionError), contention:
        work()
    assert contention.other_cores == pytest.approx(1)


def test_work_on_cores_that_are_not_ours_is_no_contention(machine):
    with Contention() as contention:
        machine.wall += 10
        machine.foreign.user += 10
    assert contention.other_cores == 0
    assert not contention.contended


def test_a_real_machine_is_read():
    with Contention() as contention:
        time.sleep(0.2)
    assert contention.other_cores is None or contention.other_cores >= 0
