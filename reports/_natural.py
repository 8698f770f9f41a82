"""The order in which people count."""

from re import split


def natural(text: str) -> list[str | int]:
    """Give what to sort by, so that numbers in names stand by their size.

    >>> sorted(["noisy(rows=112)", "noisy(rows=28)", "noisy(rows=0)"], key=natural)
    ['noisy(rows=0)', 'noisy(rows=28)', 'noisy(rows=112)']
    """
    parts = split(r"(\d+)", text)  # words and numbers take turns, so that like meets like
    return [int(part) if place % 2 else part for place, part in enumerate(parts)]
