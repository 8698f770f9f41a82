"""Shares and seconds, as a comparison of two folders writes them."""

from reports._words import percent, seconds


def amount(quantity: str, value: float) -> str:
    """Write a value of a quantity: shares as per cent, seconds in the unit that suits them.

    >>> amount("accuracy", 0.98125), amount("image_seconds", 0.0000512)
    ('98.12 %', '51.2 µs')
    """
    return seconds(value) if _is_seconds(quantity) else percent(value)


def shift(quantity: str, value: float) -> str:
    """Write a difference with its sign, that of shares in points of per cent.

    >>> shift("accuracy", -0.02), shift("accuracy", -0.00001), shift("fit_seconds", 1.25)
    ('-2.00 points', '+0.00 points', '+1.25 s')
    """
    value += 0.0  # minus zero is zero
    if not _is_seconds(quantity):
        return f"{100 * value:+z.2f} points"
    return f"{'-' if value < 0 else '+'}{seconds(abs(value))}"


def span(quantity: str, low: float, high: float) -> str:
    """Write the two ends of an interval of differences.

    >>> span("accuracy", -0.02, 0.01), span("fit_seconds", -0.02, 1.5)
    ('-2.00 to +1.00 points', '-20 ms to +1.5 s')
    """
    first, last = shift(quantity, low), shift(quantity, high)
    value, _, unit = first.partition(" ")
    return f"{value if last.endswith(f' {unit}') else first} to {last}"


def _is_seconds(quantity: str) -> bool:
    return quantity.endswith("_seconds")
