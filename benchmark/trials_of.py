"""Tell trials from runs that are reported."""

from __future__ import annotations

from benchmark.call import Call
from benchmark.usage_error import UsageError


def trials_of(dataset: str) -> str | None:
    """Name the data set for which the runs on another one choose settings.

    Args:
        dataset: Spec string, as a row has it.

    Returns:
        None where the runs are no trials.

    >>> trials_of("tuning(dataset='mnist_5k')"), trials_of("mnist_5k")
    ('mnist_5k', None)
    """
    try:
        call = Call.parse(dataset)
    except UsageError:  # a table that was made elsewhere may hold what is none
        return None
    return str(call.settings.get("dataset", "digits")) if call.name == "tuning" else None
