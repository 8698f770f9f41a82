"""Shares and seconds, as a comparison of two folders writes them."""


def amount(quantity: str, value: float) -> str:
    """Write a value of a quantity: shares as per cent, seconds to three digits.

    >>> amount("accuracy", 0.98125), amount("image_seconds", 0.0000512)
    ('98.12 %', '5.12e-05 s')
    """
    return f"{value:.3g} s" if _is_seconds(quantity) else f"{100 * value:.2f} %"


def shift(quantity: str, value: float) -> str:
    """Write a difference with its sign, that of shares in points of per cent.

    >>> shift("accuracy", -0.02), shift("fit_seconds", 1.25)
    ('-2.00 points', '+1.25 s')
    """
    value += 0.0  # minus zero is zero
    return f"{value:+.3g} s" if _is_seconds(quantity) else f"{100 * value:+.2f} points"


def span(quantity: str, low: float, high: float) -> str:
    """Write the two ends of an interval of differences.

    >>> span("accuracy", -0.02, 0.01)
    '-2.00 to +1.00 points'
    """
    return f"{shift(quantity, low).partition(' ')[0]} to {shift(quantity, high)}"


def _is_seconds(quantity: str) -> bool:
    return quantity.endswith("_seconds")
