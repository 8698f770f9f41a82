"""Tables of people, read as text: a label "007", "NA" or "true" is what it says."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


def rows_of(data: bytes, name: str) -> tuple[list[str], list[Sequence[str]]]:
    """Read a table.

    Args:
        data: What is in the file.
        name: Of the file; its ending says which kind it is.

    Returns:
        The names of the columns, and the rows; what is missing is empty.

    Raises:
        ValueError: If it is broken; the message says where.
    """
    ending = name.lower().rpartition(".")[2]
    if ending == "parquet":
        return _parquet(data)
    text = data.decode("utf-8-sig")
    if ending in {"jsonl", "ndjson"}:
        return _json_lines(text)
    return _separated(text, "\t" if ending == "tsv" else "")


def _separated(text: str, separator: str) -> tuple[list[str], list[Sequence[str]]]:
    """Read CSV; where commas are for fractions, semicolons separate."""
    first = text.partition("\n")[0]
    separator = separator or (";" if ";" in first and "," not in first else ",")
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[Sequence[str]] = []
    columns: list[str] = []
    try:
        for row in reader:
            if not columns:
                columns = row
            elif len(row) == len(columns):
                rows.append(row)
            elif row:
                raise ValueError(
                    f"expected {len(columns)} values in line {reader.line_num}, received {len(row)}"
                )
    except csv.Error as error:
        raise ValueError(f"{error} in line {reader.line_num}") from None
    return columns, rows


def _json_lines(text: str) -> tuple[list[str], list[Sequence[str]]]:
    found: list[dict[str, Any]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = None
            if not isinstance(row, dict):
                raise ValueError(f"expected an object in line {number}, received {line[:40]!r}")
            found.append(row)
    columns = list(dict.fromkeys(name for row in found for name in row))
    return columns, [[_text(row.get(name)) for name in columns] for row in found]


def _parquet(data: bytes) -> tuple[list[str], list[Sequence[str]]]:
    from pyarrow.parquet import read_table

    try:
        table = read_table(BytesIO(data))
        values = [[_text(each) for each in column.to_pylist()] for column in table.columns]
    except (OSError, ValueError, TypeError, NotImplementedError) as error:
        raise ValueError(str(error).partition("\n")[0]) from None
    return list(table.column_names), list(zip(*values, strict=True))


def _text(value: Any) -> str:
    if value is None or value != value:  # noqa: PLR0124 - so is what is no number
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return json.dumps(value) if isinstance(value, bool | list | dict) else str(value)
