"""Cores for workers that run beside one another."""

import os
from itertools import pairwise

from benchmark.nvidia_driver import nvidia_driver
from benchmark.usage_error import UsageError


def shared_cores(workers: int) -> list[list[int]]:
    """Divide the cores that this process may use, as evenly as whole cores can be.

    Raises:
        UsageError: If there are fewer cores than workers, the system binds none to a process, or
            there is a GPU, which they would share.
    """
    if nvidia_driver() is not None:
        raise UsageError(f"expected 1 worker, as there is a GPU to share, received {workers}")
    if not hasattr(os, "sched_getaffinity"):
        raise UsageError(f"expected 1 worker, as this system binds no cores, received {workers}")
    cores = sorted(os.sched_getaffinity(0))
    if workers > len(cores):
        raise UsageError(f"expected up to {len(cores)} workers, one a core, received {workers}")
    bounds = [len(cores) * place // workers for place in range(workers + 1)]
    return [cores[low:high] for low, high in pairwise(bounds)]
