"""What settings may be drawn from when they are tuned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Range:
    """Numbers from `low` to `high`, both included: whole ones if both bounds are.

    For a setting that is a tuple, as `penalties` is, a number drawn is its one element.

    Args:
        low: The smallest.
        high: The largest.
        log: Whether it is drawn evenly on the logarithm.
    """

    low: float
    high: float
    log: bool = False

    def __post_init__(self) -> None:
        """Refuse bounds that hold nothing."""
        if not self.low < self.high:
            raise ValueError(f"expected low below high, received {self.low!r} and {self.high!r}")
        if self.log and self.low <= 0:
            raise ValueError(f"expected low above 0 on a logarithm, received {self.low!r}")

    @property
    def whole(self) -> bool:
        """Whether whole numbers are drawn."""
        return isinstance(self.low, int) and isinstance(self.high, int)


Space: TypeAlias = Mapping[str, Range | tuple[object, ...]]
"""By setting, a range of numbers or a tuple of choices."""
