"""Send what is printed to a file."""

import os
import sys
from io import TextIOWrapper
from pathlib import Path


def print_to(log: Path) -> None:
    """Append what this process and its libraries print to a file, on either stream."""
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(descriptor, sys.stdout.fileno())
    os.dup2(descriptor, sys.stderr.fileno())
    os.close(descriptor)
    if isinstance(sys.stdout, TextIOWrapper):  # what is printed is to be there when we are killed
        sys.stdout.reconfigure(line_buffering=True)
