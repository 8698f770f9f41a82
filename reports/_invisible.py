"""What size of difference a comparison that ends in a tie would not have shown."""

from __future__ import annotations

from reports._words import MISSING

_MOST = 100.0  # points

VISIBLE_FROM = "smallest visible points"
"""The head of a column of `visible_from`."""


def invisible(smallest: float | None) -> str:
    """Say it as a part of a sentence.

    Args:
        smallest: The smallest true difference that would have been found four times in five, in
            points; None or 0 where that is not known.

    >>> invisible(3.456)
    'at this size differences under 3.46 points are invisible'
    >>> invisible(250.0)
    'at this size no difference is visible'
    """
    if not smallest:
        return "without any spread, nothing can be said of what would have been visible"
    if smallest >= _MOST:
        return "at this size no difference is visible"
    return f"at this size differences under {smallest:.2f} points are invisible"


def visible_from(smallest: float | None) -> str:
    """Give it as a cell of a table, in points.

    >>> visible_from(3.456), visible_from(0.0), visible_from(250.0)
    ('3.46', 'n/a', 'none')
    """
    if not smallest:
        return MISSING
    return "none" if smallest >= _MOST else f"{smallest:.2f}"
