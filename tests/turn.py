"""Turns at the machine that processes take, where several of them run the tests."""

from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_SH, LOCK_UN, flock


@contextmanager
def turn(folder, *, alone):
    """Have the machine together with others who share it, or alone.

    Who waits for it holds the door, so that no others come in one after another meanwhile.
    """
    with (folder / "door").open("w") as door, (folder / "machine").open("w") as machine:
        flock(door, LOCK_EX)
        flock(machine, LOCK_EX if alone else LOCK_SH)
        flock(door, LOCK_UN)
        try:
            yield
        finally:
            flock(machine, LOCK_UN)  # closing is not enough: processes that a test forked hold it
