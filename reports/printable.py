"""Text of which every character can be seen."""


def printable(text: str) -> str:
    r"""Write control characters as their codes: some turn the text around them back to front.

    >>> print(printable("a\u202eb\n"))
    a\u202eb\u000a
    """
    return "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in text)
