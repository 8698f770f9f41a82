"""Cores that NumPy computes on."""

import os

from threadpoolctl import ThreadpoolController


def blas() -> ThreadpoolController:
    """Find the libraries that multiply matrices, as far as they are loaded, within 0.1 seconds."""
    return ThreadpoolController().select(user_api="blas")


def cores(libraries: ThreadpoolController) -> int:
    """Say how many threads a matrix product has; where no library is known, how many it could have.

    Args:
        libraries: Of `blas`.
    """
    found = [int(each["num_threads"]) for each in libraries.info()]
    return max(found) if found else allowed()


def allowed() -> int:
    """Say how many cores this process may compute on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
