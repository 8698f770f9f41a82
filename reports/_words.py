"""Numbers as a reader wants them."""

from collections.abc import Mapping, Sequence
from math import isnan

MISSING = "n/a"
_UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"))
_PREFIXES = ((1e12, "T"), (1e9, "G"), (1e6, "M"))
_TEN, _THREE_DIGITS = 10, 100
_LAST_DIGIT = 0.001


def percent(share: float) -> str:
    """Write a share of 1 as per cent.

    >>> percent(0.98125)
    '98.12 %'
    """
    return MISSING if isnan(share) else f"{100 * share:.2f} %"


def interval(low: float, high: float) -> str:
    """Write an interval of shares as per cent.

    >>> interval(0.975, 0.9833)
    '97.50 to 98.33 %'
    """
    return MISSING if isnan(low) else f"{100 * low:.2f} to {100 * high:.2f} %"


def estimate(share: float, low: float, high: float) -> str:
    """Write a share of 1 with its interval, where that is known.

    >>> estimate(0.98, 0.975, 0.9833), estimate(0.98, float("nan"), float("nan"))
    ('98.00 % (97.50 to 98.33 %)', '98.00 %')
    """
    return percent(share) if isnan(low) else f"{percent(share)} ({interval(low, high)})"


def decimals(value: float) -> str:
    """Write a number that may be missing.

    >>> decimals(0.12345)
    '0.123'
    """
    return MISSING if isnan(value) else f"{value:.3f}"


def p_value(p: float) -> str:
    """Write a p-value to three decimals.

    >>> p_value(0.04), p_value(0.0004), p_value(float("nan"))
    ('0.040', 'under 0.001', 'n/a')
    """
    return f"under {_LAST_DIGIT}" if p < _LAST_DIGIT else decimals(p)


def count(value: float | None) -> str:
    """Write a whole number in groups of three.

    >>> count(60965224)
    '60,965,224'
    """
    return MISSING if value is None or isnan(value) else f"{value:,.0f}"


def seconds(value: float) -> str:
    """Write seconds to three digits, in the unit that suits them.

    >>> seconds(123.4), seconds(1.234), seconds(0.01234), seconds(0.00000012)
    ('123 s', '1.23 s', '12.3 ms', '0.12 µs')
    """
    if isnan(value):
        return MISSING
    size, unit = next(each for each in _UNITS if abs(value) >= each[0] or each == _UNITS[-1])
    amount = value / size
    return f"{amount:,.0f} {unit}" if abs(amount) >= _THREE_DIGITS else f"{amount:.3g} {unit}"


def images(rate: float) -> str:
    """Write images a second, to three digits at the least.

    >>> images(12345.6), images(1.234)
    ('12,346', '1.23')
    """
    if isnan(rate):
        return MISSING
    return count(rate) if rate >= _THREE_DIGITS else f"{rate:.3g}"


def large(value: float, unit: str) -> str:
    """Write a large number to three digits, with the prefix that suits its unit.

    >>> large(45_200_000_000_000.0, "B/s"), large(999_000_000.0, "B/s"), large(float("nan"), "B/s")
    ('45.2 TB/s', '999 MB/s', 'n/a')
    """
    if isnan(value):
        return MISSING
    size, prefix = next(each for each in _PREFIXES if value >= each[0] or each == _PREFIXES[-1])
    amount = value / size
    digits = f"{amount:,.0f}" if amount >= _THREE_DIGITS else f"{amount:.3g}"
    return f"{digits} {prefix}{unit}"


def factor(ratio: float) -> str:
    """Write how many times as much something is.

    >>> factor(1.96), factor(1234.5)
    ('2.0', '1,234')
    """
    return f"{ratio:,.1f}" if ratio < _TEN else f"{ratio:,.0f}"


def capital(sentence: str) -> str:
    """Begin a sentence.

    >>> capital("refused: no")
    'Refused: no'
    """
    return sentence[:1].upper() + sentence[1:]


def plural(n: int, noun: str) -> str:
    """Write a number with its noun.

    >>> plural(1, "seed"), plural(6, "seed")
    ('1 seed', '6 seeds')
    """
    return f"{n} {noun}" if n == 1 else f"{n:,} {noun}s"


def listed(values: Mapping[str, Sequence[object]]) -> str:
    """Write columns with the values that occur in them.

    >>> listed({"cores": [2, 64], "python": ["3.11", None]})
    'cores (2, 64), python (3.11, none)'
    """
    return ", ".join(
        f"{name} ({', '.join('none' if each is None else str(each) for each in found)})"
        for name, found in values.items()
    )
