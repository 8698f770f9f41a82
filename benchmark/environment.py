"""Where a run took place."""

import os
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import psutil

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


@cache
def environment() -> dict[str, str | int | float | None]:
    """Describe the machine and the libraries, as columns of the table.

    Returns:
        `processor`, `cores` (those this process may use), `memory_gib`, `platform`, `python` and
        a `<package>_version` for each library that matters, None where it is not installed.
    """
    return {
        "processor": _processor(),
        "cores": _cores(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30, 1),
        "platform": platform.platform(),
        "python": platform.python_version(),
        **{f"{name.replace('-', '_')}_version": _version(name) for name in _PACKAGES},
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


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
