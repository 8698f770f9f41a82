"""What a user got wrong."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Self


class UsageError(ValueError):
    """A request that cannot be met, said in one line; nothing has been run or written."""

    @classmethod
    def unknown(cls, noun: str, received: str, known: Iterable[str]) -> Self:
        """Say what was received, which is nearest, and what is known.

        >>> str(UsageError.unknown("model", "lenett", ["lenet", "mlp"]))
        "unknown model 'lenett'; the nearest is 'lenet'; known: lenet, mlp"
        """
        names = list(known)
        nearest = get_close_matches(received, names, n=1, cutoff=0.0)
        hint = (
            f"the nearest is {nearest[0]!r}; known: {', '.join(names)}" if names else "none known"
        )
        return cls(f"unknown {noun} {received!r}; {hint}")
