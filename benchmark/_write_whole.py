"""Write a small file so that nobody ever reads half of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write beside, then rename: the older file stays until the new one is whole.

    Args:
        path: The file; only one process may write it at a time.
        text: What is in it; what UTF-8 cannot say is spelled out.
    """
    draft = path.with_name(f".{path.name}.part")
    draft.write_text(text, encoding="utf-8", errors="backslashreplace", newline="")
    draft.replace(path)
