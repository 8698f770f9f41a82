"""Names of classes, as all systems write them."""

from unicodedata import normalize


def label_of(name: str) -> str:
    r"""Give a name in composed characters; bytes that are no characters are spelled out.

    Systems differ in how they write letters with accents, and one class must not become two.

    >>> label_of("a\u0308") == "\u00e4", label_of("gr\udcf6n")
    (True, 'gr\\udcf6n')
    """
    return normalize("NFC", name.encode("utf-8", "backslashreplace").decode("utf-8"))
