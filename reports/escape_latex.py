"""Keep LaTeX from reading text as anything but text, whatever its engine, fonts and language."""

from re import sub
from unicodedata import normalize

from reports._latex_line import latex_line
from reports._latex_symbols import LATEX_SYMBOLS

_ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0323": "d",
    "\u0327": "c",
}
_DOTLESS = {"i": r"\i", "j": r"\j"}


def escape_latex(text: str) -> str:
    r"""Escape what LaTeX would read as markup, and make one line of ASCII of it.

    Letters that not every font of pdfLaTeX has become `\depthbenchchar{number}{the same as hex}`,
    which `templates/characters.tex.j2` defines: the letter where the font has it, else its number.
    Long words may be broken after punctuation, and numbers are not parted from their units.

    >>> print(escape_latex("50 % of _^\\"))
    50~\% of \_\textasciicircum{}\textbackslash{}
    >>> print(escape_latex("é × א"))
    \'{e} \ensuremath{\times} \depthbenchchar{1488}{05D0}
    """
    escaped = "".join(_escaped(character) for character in latex_line(text))
    return sub(r"([-,])(?=\1)", r"\1{}", escaped)  # two of them are another character


def _escaped(character: str) -> str:
    if character in LATEX_SYMBOLS:
        return LATEX_SYMBOLS[character]
    if character.isascii():
        return character
    base, *marks = list(normalize("NFD", character))
    if len(marks) == 1 and marks[0] in _ACCENTS and base.isascii() and base.isalpha():
        return f"\\{_ACCENTS[marks[0]]}{{{_DOTLESS.get(base, base)}}}"
    return f"\\depthbenchchar{{{ord(character)}}}{{{ord(character):04X}}}"
