"""A browser that prints without a window."""

from __future__ import annotations

import os
from pathlib import Path
from shutil import which

from benchmark.usage_error import UsageError

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
_MAC = ("Google Chrome", "Chromium", "Microsoft Edge")


def chromium() -> Path:
    """Find Chromium or what is made of it: what CHROME says, then on PATH, then where macOS has it.

    Raises:
        UsageError: If there is none.
    """
    chosen = os.environ.get("CHROME")
    names = (chosen,) if chosen else (*_NAMES, *(_application(name) for name in _MAC))
    for name in names:
        if found := which(name):
            return Path(found)
    looked = f"CHROME={chosen}" if chosen else f"{', '.join(_NAMES)} on PATH, and CHROME is not set"
    raise UsageError(
        f"no browser to print a PDF with: looked for {looked}; "
        "index.html can be printed to PDF from any browser"
    )


def _application(name: str) -> str:
    return f"/Applications/{name}.app/Contents/MacOS/{name}"
