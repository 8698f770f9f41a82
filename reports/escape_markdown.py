"""Keep Markdown from reading text as anything but text."""

from re import sub

from benchmark.printable import printable


def escape_markdown(text: str) -> str:
    r"""Escape what Markdown would read as markup, and make one line of it.

    >>> print(escape_markdown("a | *b*"))
    a \| \*b\*
    """
    return sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", printable(" ".join(text.splitlines())))
