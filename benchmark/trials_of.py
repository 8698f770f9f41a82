"""Tell trials from runs that are reported."""

from __future__ import annotations

from benchmark.within import within


def trials_of(dataset: str) -> str | None:
    """Name the data set for which the runs on another one choose settings.

    Args:
        dataset: Spec string, as a row has it.

    Returns:
        None where the runs are no trials.

    >>> trials_of("tuning(dataset='mnist_5k')"), trials_of("mnist_5k")
    ('mnist_5k', None)
    """
    return within(dataset, "tuning")
