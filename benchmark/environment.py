"""Where a run took place."""

import os
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import psutil
from threadpoolctl import threadpool_info

from benchmark.container import cpu_limit, memory_limit_gib
from benchmark.git_commit import git_commit
from benchmark.nvidia_driver import nvidia_driver

_PACKAGES = (
    "depthbench",
    "numpy",
    "scikit-learn",
    "opencv-python-headless",
    "keras",
    "tensorflow",
    "jax",
    "torch",
)
_VERSIONS = {f"{name.replace('-', '_')}_version": name for name in _PACKAGES}

_SETTINGS = (
    "MKL_NUM_THREADS",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "TF_ENABLE_ONEDNN_OPTS",
    "TF_NUM_INTEROP_THREADS",
    "TF_NUM_INTRAOP_THREADS",
    "XLA_FLAGS",
)

VERSION_COLUMNS = tuple(_VERSIONS)
"""The columns with the versions of libraries."""


def environment() -> dict[str, str | int | float | None]:
    """Describe the machine and the libraries, as columns of the table.

    Returns:
        `processor`, `cores` (those this process may use), `threads` (the most that a BLAS or
        OpenMP library loaded by now would use; TensorFlow and JAX have their own), `memory_gib`,
        `thread_settings` (of libraries, from the environment),
        `cpu_limit` (cores) and `memory_limit_gib` (both of a container), `driver` (of NVIDIA
        GPUs), `platform`, `python`, `git_commit` (of a checkout) and a `<package>_version` for
        each library that matters. None for what there is not.
    """
    return {
        **_machine(),
        "cores": _cores(),
        "threads": _threads(),
        "thread_settings": _thread_settings(),
    }


@cache
def _machine() -> dict[str, str | int | float | None]:
    """Describe what stays as it is while this process lives."""
    return {
        "processor": _processor(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30, 1),
        "cpu_limit": cpu_limit(),
        "memory_limit_gib": memory_limit_gib(),
        "driver": nvidia_driver(),
        "platform": platform.platform(),
        "python": platform.python_version(),
        "git_commit": git_commit(Path(__file__).parent),
        **{column: _version(name) for column, name in _VERSIONS.items()},
    }


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.is_file():
        for line in information.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _threads() -> int | None:
    return max((int(each["num_threads"]) for each in threadpool_info()), default=None)


def _thread_settings() -> str | None:
    """Give the variables that bound libraries' threads or choose their routines, as set."""
    found = [f"{name}={os.environ[name]}" for name in _SETTINGS if name in os.environ]
    return " ".join(found) or None


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
