"""Memory that this process takes."""

import ctypes
import resource
import sys
from contextlib import suppress
from pathlib import Path

import psutil

_MIB = 2**20


def reset_peak() -> None:
    """Let the peak start again from what is held now; where the system cannot, it stays.

    What was freed goes back to the system first, where the C library is glibc: it may be kept, and
    is no memory that the next run needs.
    """
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def peak_mib() -> float:
    """Give the most memory held since the peak was reset, in MiB."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024  # the kernel counts in KiB
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / _MIB if sys.platform == "darwin" else peak / 1024


def resident_mib() -> float:
    """Give the memory held now, in MiB."""
    return float(psutil.Process().memory_info().rss) / _MIB
