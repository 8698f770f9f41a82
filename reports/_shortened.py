"""Names that fit beside an axis."""

_MOST = 24


def shortened(name: str) -> str:
    """Make one line of a name, and cut it where it would take the room of the figure.

    >>> shortened("great white shark, white shark, man-eater, man-eating shark")
    'great white shark, whit…'
    """
    line = " ".join(name.split())
    return line if len(line) <= _MOST else f"{line[: _MOST - 1]}…"
