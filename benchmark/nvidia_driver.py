"""The driver of NVIDIA GPUs."""

import re
from contextlib import suppress
from pathlib import Path


def nvidia_driver(root: Path = Path("/")) -> str | None:
    """Give the version of the NVIDIA driver that Linux has loaded; None without one.

    Args:
        root: The root of the file system to look in.
    """
    with suppress(OSError):
        text = (root / "proc/driver/nvidia/version").read_text(encoding="utf-8")
        found = re.search(r"^NVRM version:.*?\s(\d+(?:\.\d+)+)\s", text, flags=re.MULTILINE)
        return found[1] if found else None
    return None
