"""What is known of files of images before they are decoded."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING

from benchmark._in_blocks import in_blocks
from benchmark._seen import Seen
from benchmark.damaged_error import DamagedError
from benchmark.image_cache import image_cache

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from benchmark.collection import Block, Collection
    from benchmark.told import Told
    from benchmark.trees._base import State

_VERSION = 1
_ITEM = ("path", "label", "split", "group")


@dataclass(frozen=True)
class Survey:
    """A look at every file of a collection, which is kept until one of them changes.

    Its table has a row an item, in their order: `path`, `label`, `split`, `group`; `bytes` (-1 if
    absent) and `changed` (ns); and what `Seen` has.

    Args:
        collection: The files.
    """

    collection: Collection

    @cached_property
    def key(self) -> str:
        """Name of the files in the state in which they are."""
        return self.collection.key(self._states)[:32]

    def read(self) -> pd.DataFrame | None:
        """Give the table that is kept; None if there is none, or none that can be read."""
        import pandas as pd

        with suppress(OSError, ValueError):
            seen = pd.read_parquet(self._path)
            if len(seen) == len(self.collection.items) and list(seen) == list(Seen._fields):
                return self._table(seen)
        return None

    def make(self, told: Told) -> pd.DataFrame:
        """Look at all files, in threads, and keep what was seen."""
        n, done = len(self.collection.items), 0
        rows: dict[int, Seen] = {}
        for found in in_blocks(partial(_look, self.collection), self.collection.blocks(range(n))):
            rows.update(found)
            told("looking at files", done := done + len(found), n)
        return self.keep([rows[place] for place in range(n)])

    def sample(self, n: int) -> pd.DataFrame:
        """Look at some files, evenly spread, or the first where all before have to be read.

        Its table has only what `Seen` has, and no damaged files.
        """
        import pandas as pd

        every = range(len(self.collection.items))
        some = every if self.collection.tree.in_order else every[:: max(1, len(every) // n)]
        block = next(self.collection.blocks(some), [])[:n]
        table = pd.DataFrame(list(_look(self.collection, block).values()), columns=Seen._fields)
        return table[table["damage"] == ""]

    def keep(self, rows: Sequence[Seen]) -> pd.DataFrame:
        """Keep what was seen of all files; give the table.

        What the system refused may be allowed when it is asked again: then nothing is kept.
        """
        import pandas as pd

        seen = pd.DataFrame(rows, columns=Seen._fields)
        table = self._table(seen)
        if not (seen["damage"].eq("unreadable") & table["bytes"].ge(0)).any():
            with suppress(OSError):
                _write(seen, self._path)
        return table

    @cached_property
    def _states(self) -> list[State]:
        return self.collection.states()

    @property
    def _path(self) -> Path:
        return image_cache() / "surveys" / f"{self.key}-{_VERSION}.parquet"

    def _table(self, seen: pd.DataFrame) -> pd.DataFrame:
        import pandas as pd

        rows = [[getattr(item, name) for name in _ITEM] for item in self.collection.items]
        table = pd.DataFrame(rows, columns=_ITEM, dtype=object)
        table["bytes"] = [each.size for each in self._states]
        table["changed"] = [each.changed for each in self._states]
        return pd.concat([table, seen], axis=1)


def _look(collection: Collection, block: Block) -> dict[int, Seen]:
    found = {}
    for place, content in block:
        try:
            data = collection.content(place, content)
        except DamagedError as damaged:
            found[place] = Seen.damaged(damaged)
        else:
            found[place] = Seen.of(data, collection.decoder)
    return found


def _write(table: pd.DataFrame, path: Path) -> None:
    """Write beside, then rename: it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(prefix=".", dir=path.parent)
    os.close(handle)
    draft = Path(name)
    try:
        table.to_parquet(draft, index=False)
        draft.chmod(0o644)  # for others who share the cache
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
