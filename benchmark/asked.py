"""What a results folder was asked for, beside its runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from benchmark._write_whole import write_whole
from benchmark.spec import Spec

if TYPE_CHECKING:
    from pathlib import Path

SUITE = "suite.json"


def target_of(folder: Path) -> float | None:
    """Give the validation accuracy that a results folder's suite asked to reach, if any."""
    try:
        target = _asked(folder).get("target")
        return None if target is None else float(target)
    except (TypeError, ValueError):
        return None


def specs_of(folder: Path) -> list[Spec]:
    """List the runs that a results folder was asked for last; none where that is not known."""
    specs = _asked(folder).get("specs")
    return [
        Spec(*each)
        for each in (specs if isinstance(specs, list) else [])
        if isinstance(each, list) and [type(part) for part in each] == [str, str, int]
    ]


def keeps_weights(folder: Path) -> bool:
    """Tell whether the last runs of a results folder were asked to keep their weights."""
    return _asked(folder).get("keep_weights") is True


def commands_of(folder: Path) -> list[str]:
    """Give the commands that asked for the runs of a results folder, each once, oldest first."""
    commands = _asked(folder).get("commands")
    return [str(each) for each in commands] if isinstance(commands, list) else []


def note(folder: Path, asked: dict[str, Any], command: str) -> None:
    """Write what a results folder is asked for; its commands are kept, and another one added.

    Args:
        folder: The results folder.
        asked: All else.
        command: The line that asks for it now; empty if there is none.
    """
    commands = [*commands_of(folder), *([command] if command else [])]
    known = {**asked, "commands": list(dict.fromkeys(commands))}
    write_whole(folder / SUITE, json.dumps(known, indent=1) + "\n")


def _asked(folder: Path) -> dict[str, Any]:
    try:
        asked = json.loads((folder / SUITE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return asked if isinstance(asked, dict) else {}
