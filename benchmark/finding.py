"""Something that is wrong with a data set, or worth knowing."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeAlias, get_args

Severity: TypeAlias = Literal[
    "stop",  # runs cannot be made, or test images are known from training
    "warning",  # numbers may mislead
    "note",  # good to know
]
MOST_FILES = 1000
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


@dataclass(frozen=True)
class Finding:
    """What a check has found.

    Args:
        severity: How bad it is.
        message: What was found, in one line, with numbers.
        advice: What to do about it, in one line.
        files: Where, up to the first 1,000; of damaged files all.
        count: How many images, files or classes are concerned.
        leak: Whether test images are known from training: accuracies would be too high.
        check: Name of the check; `diagnose` fills it in.
    """

    severity: Severity
    message: str
    advice: str
    files: tuple[str, ...] = ()
    count: int = 0
    leak: bool = False
    check: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Give it as plain data, ready for JSON."""
        return asdict(self)
