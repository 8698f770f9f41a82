"""A stretch of time, as it is written on a command line."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from re import fullmatch
from typing import Self

from benchmark.usage_error import UsageError

_PATTERN = r"(?:(?P<hours>[0-9]{1,6})h)?(?:(?P<minutes>[0-9]{1,6})m)?(?:(?P<seconds>[0-9]{1,6})s)?"
_HOUR, _MINUTE = 3600, 60
_SHORT = 10.0  # seconds below which a tenth counts


@dataclass(frozen=True)
class Duration:
    """Some seconds, at least 0.

    >>> Duration.parse("1h30m").seconds
    5400.0
    >>> str(Duration(272.4)), str(Duration(7200)), str(Duration(3.21))
    ('4m32s', '2h', '3.2s')
    """

    seconds: float

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read hours, minutes and seconds, each a whole number, in this order.

        Raises:
            UsageError: If it is written otherwise, or is no time at all.
        """
        match = fullmatch(_PATTERN, text.strip())
        parts = match.groupdict(default="0") if match else {}
        seconds = _HOUR * int(parts.get("hours", 0)) + _MINUTE * int(parts.get("minutes", 0))
        seconds += int(parts.get("seconds", 0))
        if not seconds:
            raise UsageError(f"expected a time as 20m, 90s, 2h or 1h30m, received {text!r}")
        return cls(float(seconds))

    def __str__(self) -> str:
        if self.seconds < _SHORT and self.seconds % 1:
            return f"{floor(10 * self.seconds + 0.5) / 10:g}s"
        minutes, seconds = divmod(floor(self.seconds + 0.5), _MINUTE)
        hours, minutes = divmod(minutes, _MINUTE)
        parts = [f"{hours}h" * bool(hours), f"{minutes}m" * bool(minutes)]
        parts.append(f"{seconds}s" * bool(seconds))
        return "".join(parts) or "0s"
