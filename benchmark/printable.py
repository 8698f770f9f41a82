"""Text without what no file and no page can show."""

from re import compile as pattern

_HARMFUL = pattern(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters, but for tabs and line breaks
    r"\u202a-\u202e\u2066-\u2069"  # what turns the direction of the text that follows
    r"\ud800-\udfff\ufffe\uffff]"  # halves of pairs, from file names that are not UTF-8; no letters
)


def printable(text: str) -> str:
    r"""Put the replacement character, U+FFFD, where a character cannot be shown.

    >>> printable("a\x1b[1m"), printable("שלום")
    ('a�[1m', 'שלום')
    """
    return _HARMFUL.sub("\ufffd", text)
