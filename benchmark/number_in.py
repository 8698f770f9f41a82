"""A number in a row of results."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def number_in(row: Mapping[str, Any], name: str) -> float | None:
    """Give a number; None where it is missing, which a table says by nan.

    >>> number_in({"accuracy": 0.5}, "accuracy"), number_in({}, "accuracy")
    (0.5, None)
    """
    value = row.get(name)
    return None if value is None or isnan(value) else float(value)
