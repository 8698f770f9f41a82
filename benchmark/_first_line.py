"""What an error says, in one line."""


def first_line(error: BaseException) -> str:
    r"""Give the first line of a message, with what UTF-8 cannot say escaped.

    Where it only announces what follows, as TensorFlow's "Graph execution error:", the last line
    is added.

    >>> first_line(ValueError("Graph execution error:\n\nat node 7\nnot enough labels"))
    'Graph execution error: not enough labels'
    """
    first, *others = str(error).strip().splitlines() or [""]
    line = f"{first} {others[-1].strip()}" if first.endswith(":") and others else first
    return line.encode("utf-8", "backslashreplace").decode()


def named(error: BaseException) -> str:
    """Give the name of an error with the first line of its message.

    >>> named(ValueError("no luck"))
    'ValueError: no luck'
    """
    return f"{type(error).__name__}: {first_line(error)}"
