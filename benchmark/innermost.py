"""The data set within one that changes another."""

from benchmark.plugins import DATASETS


def innermost(spec: str) -> str:
    """Give the spec of the data set that a subset or a control is made of; of others the same.

    Raises:
        UsageError: If there is no such data set.
    """
    within = getattr(DATASETS.make(spec), "dataset", "")
    return innermost(within) if within else spec
