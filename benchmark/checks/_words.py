"""Numbers and names as findings say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN = 3
_LETTERS = 80


def plural(n: int, noun: str) -> str:
    """Write a number with its noun.

    >>> plural(1, "file"), plural(1200, "file"), plural(2, "class")
    ('1 file', '1,200 files', '2 classes')
    """
    ending = "es" if noun.endswith("s") else "s"
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}{ending}"


def share(part: float, whole: int) -> str:
    """Write a part as per cent.

    >>> share(1, 3), share(2, 20000)
    ('33.3 %', '0.01 %')
    """
    percent = 100 * part / max(whole, 1)
    return f"{percent:.1f} %" if percent >= 1 else f"{percent:.2g} %"


def short(number: float) -> str:
    """Write a number with two digits, or as many as it has before the point.

    >>> short(2.437), short(16.67), short(100)
    ('2.4', '17', '100')
    """
    return f"{number:.0f}" if abs(number) >= 10 else f"{number:.2g}"  # noqa: PLR2004 - two digits


def first(text: str) -> str:
    r"""Give a text in one line of printable letters, and not too long.

    >>> first("two\nlines")
    'two\\nlines'
    """
    shown = repr(text)[1:-1] if not text.isprintable() else text
    return shown if len(shown) <= _LETTERS else f"{shown[: _LETTERS - 1]}…"


def names(found: Sequence[str]) -> str:
    """Name some of many.

    >>> names(["a", "b"]), names(["a", "b", "c", "d", "e"])
    ("'a', 'b'", "'a', 'b', 'c' and 2 more")
    """
    shown = ", ".join(f"'{first(each)}'" for each in found[:_SHOWN])
    more = len(found) - _SHOWN
    return f"{shown} and {more:,} more" if more > 0 else shown
