"""Keep Markdown from reading text as anything but text."""

from re import sub

from benchmark.printable import printable

_JOINER = "\u2060"  # takes no room
_LOOKED_FOR = "|".join(
    [
        r"(?<=\w)(?=://)",
        r"(?<=\bwww)(?=\.)",
        r"(?<=@)(?=\w)",
        r"(?<=:)(?=[+-]1:|[\w-]*[a-z][\w-]*:)",
    ]
)


def escape_markdown(text: str) -> str:
    r"""Escape what Markdown, or a code host, would read as markup, and make one line of it.

    Between the letters of addresses, names and pictures as `http://`, `www.`, `@name` and `:name:`,
    which code hosts look for in text that was escaped as well, comes a mark that is not seen.

    >>> print(escape_markdown("a | *b* & $c$"))
    a \| \*b\* \& \$c\$
    >>> escape_markdown("1. @me").split("\u2060")
    ['1\\. @', 'me']
    """
    line = sub(r"[\n\r\v\f\x85\u2028\u2029]+", " ", text).strip()
    escaped = sub(r"([\\`*_{}\[\]<>#|~$&])", r"\\\1", printable(line))
    escaped = sub(r"^(\d*)([-+=.)])(?=[-+= ]|$)", r"\1\\\2", escaped)  # a list, a line, a heading
    return sub(_LOOKED_FOR, _JOINER, escaped)
