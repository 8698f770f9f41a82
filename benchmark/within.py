"""Look into data sets that are made of another one."""

from __future__ import annotations

from benchmark.call import Call

_DEFAULT = "digits"  # of every data set that has one within


def within(dataset: str, maker: str) -> str | None:
    """Name the data set within, where a data set is made by a certain one.

    Args:
        dataset: Spec string, as a row has it.
        maker: As "subset", "noisy" or "tuning".

    Returns:
        None where it is made by another one, or is no spec string.

    >>> within("subset(dataset='mnist_5k')", "subset"), within("mnist_5k", "subset")
    ('mnist_5k', None)
    """
    call = Call.read(dataset)
    if call is None or call.name != maker:
        return None
    return str(call.settings.get("dataset", _DEFAULT))
