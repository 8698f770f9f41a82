"""Data that are not where they should be."""

from benchmark.usage_error import UsageError


class AbsentError(UsageError, FileNotFoundError):
    """A data set of which nothing, or not enough, is there; the message says how to get it."""
