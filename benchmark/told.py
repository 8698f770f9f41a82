"""Whom to tell how far a long work has come."""

from collections.abc import Callable
from typing import TypeAlias

Told: TypeAlias = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


def nobody(what: str, done: int, all_of_it: int) -> None:
    """Tell nobody."""
    del what, done, all_of_it
