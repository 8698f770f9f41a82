"""Text from data as one line that can be drawn and written anywhere."""

_MARK, _EMPTY = "…", "(empty)"


def one_line(text: str, longest: int = 60) -> str:
    r"""Put a space for what cannot be seen, as line ends, and shorten what is long.

    Marks that turn the direction of writing count as such, as do halves of characters, which no
    file takes.

    >>> one_line("a\nb\u202ec"), one_line("abcdef", longest=4), one_line("")
    ('a b c', 'abc…', '(empty)')
    """
    seen = "".join(letter if letter.isprintable() else " " for letter in text).strip()
    return _shortened(seen, longest) if seen else _EMPTY


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + _MARK
