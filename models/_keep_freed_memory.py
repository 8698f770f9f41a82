"""Memory that is freed and taken again at each step of training."""

import ctypes
import sys

_TRIM_THRESHOLD, _TOP_PAD, _MMAP_THRESHOLD = -1, -2, -3  # numbers of glibc's malloc.h
_SETTINGS = {_MMAP_THRESHOLD: 2**25, _TRIM_THRESHOLD: 2**30, _TOP_PAD: 2**26}  # bytes


def keep_freed_memory() -> None:
    """Let this process keep what it frees, up to a gigabyte, where the C library is glibc.

    Else the kernel takes it back and clears it for the next step: a twelfth of the time of a
    small network's training on two cores.
    """
    if sys.platform != "linux":
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # other libraries have none
    if mallopt is not None:
        for name, value in _SETTINGS.items():
            mallopt(name, value)
