"""Other processes' use of the processor is seen, and our own is not taken for it."""

import subprocess
import sys
import time
from types import SimpleNamespace

import psutil
import pytest

from benchmark.contention import Contention

SPIN = "import time; end = time.time() + 20\nwhile time.time() < end: pass"
START_ORPHAN = """
import subprocess, sys
print(subprocess.Popen([sys.executable, "-c", {spin!r}], stdout=subprocess.DEVNULL).pid)
"""


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
    """Four cores, this process with a parent and a child, and a clock."""
    child, parent = Process(), Process()
    times = SimpleNamespace(user=50.0, system=9.0, steal=0.0, idle=0.0, iowait=0.0, guest=0.0)
    machine = SimpleNamespace(
        wall=7.0, times=times, child=child, parent=parent, own=Process(child, parent=parent)
    )
    monkeypatch.setattr("benchmark.contention.perf_counter", lambda: machine.wall)
    monkeypatch.setattr(psutil, "cpu_times", lambda: machine.times)
    monkeypatch.setattr(psutil, "cpu_count", lambda: 4)
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


@pytest.mark.skipif(sys.platform != "linux", reason="a child's child is told apart on Linux")
def test_a_stranger_that_spins_is_seen():
    start = [sys.executable, "-c", START_ORPHAN.format(spin=SPIN)]
    started = subprocess.run(start, stdout=subprocess.PIPE, check=True, timeout=30)
    stranger = psutil.Process(int(started.stdout))
    try:
        with Contention() as contention:
            time.sleep(1)
    finally:
        stranger.kill()
    if contention.other_cores is None:
        pytest.skip("the system does not say how busy it is")
    assert contention.other_cores > 0.3
