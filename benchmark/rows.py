"""The rows of a results folder, as they lie on disk."""

import json
from pathlib import Path
from typing import Any

from benchmark.record import ENDED_WELL, SCHEMA_VERSION
from benchmark.spec import Spec
from benchmark.usage_error import UsageError

RECORDS = "records.jsonl"
VOID = "void"  # status of a line that only says: the run is to be repeated


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


def read_rows(folder: Path) -> tuple[list[dict[str, Any]], bytes]:
    """Read the rows of a folder, and the last line if a crash has cut it short.

    Raises:
        UsageError: If another line is damaged, or a row is of another schema.
    """
    path = folder / RECORDS
    if not path.is_file():
        return [], b""
    *lines, dropped = path.read_bytes().split(b"\n")
    return [_row(path, number, line) for number, line in enumerate(lines, 1)], dropped


def _row(path: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        row: dict[str, Any] = json.loads(line)
        schema = int(row["schema_version"])
        spec_of(row), row["status"]
    except (ValueError, KeyError, TypeError):
        raise UsageError(f"line {number} of {path} is damaged; mend or remove it") from None
    check_schema(path, schema)
    return row


def check_schema(path: Path, schema: int) -> None:
    """Refuse rows that another version of this program wrote and this one cannot read.

    Raises:
        UsageError: If the schema is not this program's.
    """
    if schema != SCHEMA_VERSION:
        age = "newer" if schema > SCHEMA_VERSION else "older"
        raise UsageError(
            f"{path} has schema version {schema}, {age} than this program's {SCHEMA_VERSION}"
        )
