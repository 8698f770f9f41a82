"""Which rows may be compared: those with equal keys."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from math import isfinite, isnan
from typing import TYPE_CHECKING, Any

from benchmark.environment import VERSION_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable

ACCURACY_COLUMNS = (
    "dataset",  # with its settings: how images are prepared and split
    "pool_sha256",
    "n_classes",
    "metrics_version",
    "budget",
)
"""What must agree before two accuracies are compared; the seed decides the split of the pool."""

MACHINE_COLUMNS = (
    "processor",
    "cores",
    "thread_settings",
    "memory_gib",
    "cpu_limit",
    "memory_limit_gib",
    "driver",
    "keras_backend",
    "python",
    *(name for name in VERSION_COLUMNS if name != "depthbench_version"),  # which may be compared
    "predict_batch",
    "input_shape",
    "deterministic",
    "workers",
)
"""What must agree before the timings of two models are compared."""

TIMING_COLUMNS = (
    *MACHINE_COLUMNS,
    "threads",
    "device",
    "precision",
    "fitted_together",
    "features_kept",
)
"""What must agree before two timings of one model are compared."""


def accuracy_key(row: Mapping[Any, Any]) -> str | None:
    """Name what an accuracy depends on besides model and seed, in 12 hexadecimal digits.

    Args:
        row: A row of the table; columns that it lacks count as None.

    Returns:
        Equal for rows whose accuracies may be compared; None if the images are not known, as in
        rows of runs that failed early.
    """
    return _key(row, ACCURACY_COLUMNS, needed="pool_sha256")


def timing_key(row: Mapping[Any, Any]) -> str | None:
    """Name what a timing depends on besides model and data, in 12 hexadecimal digits.

    Args:
        row: A row of the table; columns that it lacks count as None.

    Returns:
        Equal for rows whose timings may be compared; None if the machine is not known.
    """
    return _key(row, TIMING_COLUMNS, needed="processor")


def differing(rows: Iterable[Mapping[Any, Any]], columns: Iterable[str]) -> dict[str, list[Any]]:
    """Find the columns in which rows differ.

    Args:
        rows: Rows of the table; columns that one lacks count as None.
        columns: Where to look.

    Returns:
        By column, the distinct values in the order in which they come.
    """
    known = list(rows)
    found = {column: _distinct(row.get(column) for row in known) for column in columns}
    return {column: values for column, values in found.items() if len(values) > 1}


def _key(row: Mapping[Any, Any], columns: tuple[str, ...], *, needed: str) -> str | None:
    if _plain(row.get(needed)) is None:
        return None
    named = {column: _plain(row.get(column)) for column in columns}
    return sha256(_text(named).encode()).hexdigest()[:12]


def _distinct(values: Iterable[Any]) -> list[Any]:
    return list({_text(value): value for value in map(_plain, values)}.values())


def _text(value: object) -> str:
    return json.dumps(value, sort_keys=True, default=str)


def _plain(value: Any) -> Any:
    """Give one form to what Python, JSON, NumPy and pandas write differently."""
    if hasattr(value, "tolist"):  # NumPy
        value = value.tolist()
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, int | float):  # pandas makes floats of integers where one is missing
        if not isfinite(value):
            return None if isnan(value) else str(value)
        return int(value) if value == int(value) else value
    return None if type(value).__name__ == "NAType" else value  # pandas', not worth its import
