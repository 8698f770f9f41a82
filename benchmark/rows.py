"""The rows of a results folder, as they lie on disk."""

import json
from pathlib import Path
from typing import Any

from benchmark.record import ENDED_WELL, SCHEMA_VERSION
from benchmark.spec import Spec
from benchmark.usage_error import UsageError

RECORDS = "records.jsonl"
VOID = "void"  # status of a line that only says: the run is to be repeated
_NEEDED = {"dataset": str, "model": str, "seed": int, "status": str}


def spec_of(row: dict[str, Any]) -> Spec:
    """Give the spec that a row is the record of."""
    return Spec(row["dataset"], row["model"], row["seed"])


def ended_well(row: dict[str, Any]) -> bool:
    """Tell whether a run ended as it should or was skipped; a control falls to chance."""
    well = ("chance",) if row["control_of"] else ENDED_WELL
    return row["status"] in (*well, "skipped")


def latest(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the last row of each run, in order of first mention; a voided run has none."""
    return [row for row in {spec_of(row): row for row in rows}.values() if row["status"] != VOID]


def read_rows(folder: Path, *, older: bool = False) -> tuple[list[dict[str, Any]], bytes]:
    """Read the rows of a folder, and the last line if a crash has cut it short.

    Args:
        folder: A results folder.
        older: Whether rows of an older schema will do, which lack columns.

    Raises:
        UsageError: If another line is damaged, or a row is of another schema.
    """
    path = folder / RECORDS
    if not path.is_file():
        return [], b""
    *lines, dropped = path.read_bytes().split(b"\n")
    rows = [_row(path, number, line, older=older) for number, line in enumerate(lines, 1)]
    return rows, dropped


def _row(path: Path, number: int, line: bytes, *, older: bool) -> dict[str, Any]:
    damaged = UsageError(f"line {number} of {path} is damaged; mend or remove it")
    try:
        row: dict[str, Any] = json.loads(line)
        schema = int(row["schema_version"])
    except (ValueError, KeyError, TypeError):
        raise damaged from None
    check_schema(path, schema, older=older)
    if any(type(row.get(name)) is not kind for name, kind in _NEEDED.items()):
        raise damaged
    return row


def check_schema(path: Path, schema: int, *, older: bool) -> None:
    """Refuse rows that another version of this program wrote and this one cannot use.

    Args:
        path: Where they lie.
        schema: Theirs.
        older: Whether an older one will do: to read, as columns are only ever added.

    Raises:
        UsageError: If it will not do.
    """
    if schema > SCHEMA_VERSION or (schema < SCHEMA_VERSION and not older):
        age = "newer" if schema > SCHEMA_VERSION else "older"
        raise UsageError(
            f"{path} has schema version {schema}, {age} than this program's {SCHEMA_VERSION}"
        )
