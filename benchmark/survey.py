"""What is known of files of images before they are decoded."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING, Any

from benchmark._in_blocks import in_blocks
from benchmark.damaged_error import DamagedError
from benchmark.image_cache import image_cache
from benchmark.told import Told, nobody

if TYPE_CHECKING:
    import pandas as pd

    from benchmark.collection import Block, Collection

_VERSION = 1
_ITEM = ("path", "label", "split", "group")
_SEEN = ("sha256", "format", "height", "width", "channels", "note", "damage", "message")


def survey(collection: Collection, told: Told = nobody) -> pd.DataFrame:
    """Look at every file once, without decoding it; what was seen before is not looked at again.

    Args:
        collection: The files.
        told: Who wants to know how far it is.

    Returns:
        A row an item, in their order: `path`, `label`, `split`, `group`; `bytes` (-1 if absent)
        and `changed` (ns); `sha256` of what is in the file; `format`, `height`, `width`,
        `channels`, `note` of its header; `damage` and `message`, empty where there is none.
    """
    import pandas as pd

    states = collection.states()
    path = image_cache() / "surveys" / f"{collection.key(states)[:32]}-{_VERSION}.parquet"
    rows = [[getattr(item, name) for name in _ITEM] for item in collection.items]
    table = pd.DataFrame(rows, columns=_ITEM, dtype=object)
    table["bytes"] = [each.size for each in states]
    table["changed"] = [each.changed for each in states]
    seen = _read(path, len(table))
    if seen is None:
        seen = pd.DataFrame(_look(collection, told), columns=list(_SEEN))
        # What the system refused may be allowed when it is asked again.
        if (seen["damage"].eq("unreadable") & table["bytes"].ge(0)).any():
            return pd.concat([table, seen], axis=1)
        with suppress(OSError):
            _write(seen, path)
    return pd.concat([table, seen], axis=1)


def _look(collection: Collection, told: Told) -> list[tuple[Any, ...]]:
    n = len(collection.items)
    rows: list[tuple[Any, ...]] = [()] * n
    done = 0
    blocks = collection.blocks(range(n))
    for found in in_blocks(partial(_look_at, collection), blocks):
        for place, row in found:
            rows[place] = row
        done += len(found)
        told("looking at files", done, n)
    return rows


def _look_at(
    collection: Collection,
    block: Block,
) -> list[tuple[int, tuple[Any, ...]]]:
    return [(place, _row(collection, place, read)) for place, read in block]


def _row(collection: Collection, place: int, read: bytes | DamagedError | None) -> tuple[Any, ...]:
    digest = ""
    try:
        data = collection.content(place, read)
        digest = sha256(data).hexdigest()
        head = collection.decoder.head(data)
    except DamagedError as damaged:
        return (digest, "", 0, 0, 0, "", damaged.kind, str(damaged))
    return (digest, head.format, head.height, head.width, head.channels, head.note, "", "")


def _read(path: Path, rows: int) -> pd.DataFrame | None:
    import pandas as pd

    with suppress(OSError, ValueError):
        table = pd.read_parquet(path)
        if len(table) == rows and list(table) == list(_SEEN):
            return table
    return None


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
