"""Put merged results on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmark._save_table import TABLE, save_table
from benchmark.merge import merge
from benchmark.rows import RECORDS
from benchmark.source import SOURCES, Source
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from benchmark.results import Results


def write_merged(folders: Sequence[Path], out: Path) -> Results:
    """Merge results folders, and write `table.parquet`, `table.csv` and `sources.json`.

    Args:
        folders: As of `merge`.
        out: Where to write; replaced if it is a merged folder already.

    Raises:
        UsageError: As `merge` does, and if `out` is one of the folders, lies in one, or holds
            something else.
    """
    _check(folders, out)
    results = merge(folders, out)
    out.mkdir(parents=True, exist_ok=True)
    Source.write(results.sources, out)
    save_table(results.table, out, max(map(_changed, folders)))
    return results


def merge_anew(folder: Path, sources: Iterable[Source]) -> None:
    """Write a merged folder again if rows have come since and all of its sources are there."""
    folders = [folder / source.folder for source in sources]
    times = [_changed(each) for each in folders]
    table = folder / TABLE
    if all(times) and (not table.is_file() or max(times) > table.stat().st_mtime_ns):
        write_merged(folders, folder)


def _check(folders: Iterable[Path], out: Path) -> None:
    for folder in folders:
        if out.resolve().is_relative_to(folder.resolve()):
            raise UsageError(f"expected --out outside of {folder}, received {out}")
    if out.exists() and not out.is_dir():
        raise UsageError(f"expected a folder for --out, received the file {out}")
    merged = (out / SOURCES).is_file() or not out.is_dir()
    if not merged and any(not each.name.startswith(".") for each in out.iterdir()):
        raise UsageError(f"{out} is not empty and holds no merged results; choose another --out")


def _changed(folder: Path) -> int:
    """Say when the rows of a results folder were changed last, in ns; 0 where there are none."""
    files = [folder / name for name in (RECORDS, TABLE)]  # a table is as old as its rows
    return max((file.stat().st_mtime_ns for file in files if file.is_file()), default=0)
