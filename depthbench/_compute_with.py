"""Let Keras compute in this process, not in a worker."""

import os
import sys
from pathlib import Path

from benchmark._lead_to import lead_to
from benchmark.backend import choose_backend

_LEVEL = "TF_CPP_MIN_LOG_LEVEL"  # how little TensorFlow says; some of it it says at any level
_ALL = ("0", "1")  # levels that nobody sets who does not want to read it


def compute_with(backend: str) -> None:
    """Choose the backend, and keep what it says of devices and drivers from the terminal.

    A worker prints to its log. Here there is none: what is not written by Python goes nowhere,
    unless TF_CPP_MIN_LOG_LEVEL is 0 or 1.

    Args:
        backend: As `choose_backend` takes it.

    Raises:
        UsageError: If it is unknown or not installed.
    """
    choose_backend(backend)
    if os.environ[_LEVEL] in _ALL:
        return
    descriptor = sys.stderr.fileno()
    ours = os.fdopen(os.dup(descriptor), "w", 1, sys.stderr.encoding, sys.stderr.errors)
    lead_to(Path(os.devnull), descriptor)
    sys.stderr = ours
