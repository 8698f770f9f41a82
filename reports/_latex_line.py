"""Where a text may be broken, before it is escaped for LaTeX."""

from re import sub
from unicodedata import normalize

from benchmark.printable import printable


def latex_line(text: str) -> str:
    r"""Make one line of a text, with spaces that hold and places where long words may be broken.

    >>> latex_line("50 %\n of all").split(" ")
    ['50\xa0%', 'of', 'all']
    >>> latex_line("alexnet(image_size=67,margin=8)").split("\u200b")
    ['alexnet(', 'image_', 'size=', '67,', 'margin=', '8)']
    """
    line = sub(r"[^\S\u00a0]+", " ", normalize("NFC", printable(text)))
    line = sub(r"(?<=\d) (?=%|(?:s|ms|µs|[KMGT]iB)\b)", "\u00a0", line)
    line = sub(r"(?<=[A-Za-z])'(?=[A-Za-z])", "\u2019", line)
    return sub(r"\S{16,}", lambda word: _breakable(word[0]), line)


def _breakable(word: str) -> str:
    return sub(r"([_/.,=(:;-]|[^\s_/.,=(:;-]{12})(?=\S)", "\\1\u200b", word)
