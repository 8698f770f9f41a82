"""Send what is printed to a file."""

import sys
from io import TextIOWrapper
from pathlib import Path

from benchmark._lead_to import lead_to


def print_to(log: Path) -> None:
    """Append what this process and its libraries print to a file, on either stream."""
    lead_to(log, sys.stdout.fileno())
    lead_to(log, sys.stderr.fileno())
    if isinstance(sys.stdout, TextIOWrapper):  # what is printed is to be there when we are killed
        sys.stdout.reconfigure(line_buffering=True)
