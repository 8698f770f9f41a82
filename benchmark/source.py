"""One of the results folders that a merged one is made of."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Self

from benchmark._write_whole import write_whole
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SOURCES = "sources.json"


@dataclass(frozen=True)
class Source:
    """Where rows of a merged folder are from.

    Args:
        folder: The results folder, as a path from the merged one.
        runs: How many of its runs count.
        dropped: How many do not, as another folder has made them later.
    """

    folder: str
    runs: int
    dropped: int

    @classmethod
    def read(cls, folder: Path) -> tuple[Self, ...]:
        """List the sources of a folder; none where it is not a merged one.

        Raises:
            UsageError: If the list is damaged.
        """
        path = folder / SOURCES
        if not path.is_file():
            return ()
        try:
            known = json.loads(path.read_text(encoding="utf-8"))["sources"]
            return tuple(
                cls(str(each["folder"]), int(each["runs"]), int(each["dropped"])) for each in known
            )
        except (ValueError, KeyError, TypeError):
            raise UsageError(f"{path} is damaged; merge the folders again") from None

    @staticmethod
    def write(sources: Iterable[Source], folder: Path) -> None:
        """Put the list into a merged folder."""
        known = {"sources": [asdict(source) for source in sources]}
        write_whole(folder / SOURCES, json.dumps(known, indent=1) + "\n")
