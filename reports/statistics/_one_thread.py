"""Matrix products on one thread."""

from typing import Any

from threadpoolctl import threadpool_limits


def one_thread() -> Any:
    """Give a context in which products of matrices take one thread, as on every machine.

    Several would save little of products as small as those of tests, and wait for each other where
    the processor is shared with other programs: ten times as long, by measurement.
    """
    return threadpool_limits(1, user_api="blas")
