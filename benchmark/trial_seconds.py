"""What a trial costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmark.number_in import number_in

if TYPE_CHECKING:
    from collections.abc import Mapping


def trial_seconds(row: Mapping[str, Any]) -> float:
    """Give the seconds of fitting; of a trial that failed, all that it took.

    >>> trial_seconds({"fit_seconds": None, "total_seconds": 3.0})
    3.0
    """
    known = (number_in(row, f"{name}_seconds") for name in ("fit", "total"))
    return next((each for each in known if each is not None), 0.0)
