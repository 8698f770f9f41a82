"""What is wrong with a file that cannot be used."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

Damage: TypeAlias = Literal[
    "unreadable",  # the system refuses it: missing, no right to read, a broken link
    "empty",  # no bytes, or no samples
    "not an image",  # something else under its name
    "not a sound",  # likewise, and sounds of other formats
    "not a video",
    "truncated",  # its end is missing
    "corrupt",  # its middle is broken
    "too large",  # more pixels than are decoded
    "unsupported",  # an image of numbers that are no grey or colour of 8 or 16 bits; a rare sound
]

DAMAGES: tuple[Damage, ...] = get_args(Damage)


class DamagedError(ValueError):
    """A file that cannot be used.

    Args:
        kind: One of `DAMAGES`.
        message: What exactly was found.
    """

    def __init__(self, kind: Damage, message: str) -> None:
        super().__init__(message)
        self.kind = kind
