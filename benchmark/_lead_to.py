"""Let a stream end in a file."""

import os
from pathlib import Path


def lead_to(log: Path, descriptor: int) -> None:
    """Append to a file what is written to a stream, by whomever in this process."""
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(file, descriptor)
    os.close(file)
