"""What an error says, in one line."""


def first_line(error: BaseException) -> str:
    """Give the first line of a message, with what UTF-8 cannot say escaped."""
    line = str(error).strip().partition("\n")[0]
    return line.encode("utf-8", "backslashreplace").decode()


def named(error: BaseException) -> str:
    """Give the name of an error with the first line of its message.

    >>> named(ValueError("no luck"))
    'ValueError: no luck'
    """
    return f"{type(error).__name__}: {first_line(error)}"
