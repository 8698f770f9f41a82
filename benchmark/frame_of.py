"""Decide what all images of a data set are brought to."""

from __future__ import annotations

from re import fullmatch
from typing import TYPE_CHECKING

from benchmark.fit_picture import RULES
from benchmark.frame import Frame
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    import pandas as pd

    from benchmark.fit_picture import Rule

_CHANNELS = {"auto": 0, "grey": 1, "rgb": 3}
_LARGEST_OWN = 256 * 256  # pixels
_MIXED = 128
_MOST = 4096


def size_of(text: str) -> tuple[int, int] | None:
    """Read a size: "64", or "48x64" for 48 pixels high and 64 wide; None for "auto".

    Raises:
        UsageError: If it is none.
    """
    if text == "auto":
        return None
    found = fullmatch(r"(\d{1,5})(?:x(\d{1,5}))?", text)
    height, width = (int(each or found[1]) for each in found.groups()) if found else (0, 0)
    if not 0 < min(height, width) <= max(height, width) <= _MOST:
        raise UsageError(
            f"expected a size as 64 or 48x64 (height x width), 1 to {_MOST} pixels, or auto, "
            f"received {text!r}"
        )
    return height, width


def rule_of(text: str) -> Rule:
    """Read a rule's name.

    Raises:
        UsageError: If there is no such rule.
    """
    for rule in RULES:
        if text == rule:
            return rule
    raise UsageError.unknown("resize rule", text, RULES)


def channels_of(text: str) -> int:
    """Read how many channels are wanted: 1 for "grey", 3 for "rgb", 0 for "auto".

    Raises:
        UsageError: If it is none of these.
    """
    if text not in _CHANNELS:
        raise UsageError.unknown("channels", text, _CHANNELS)
    return _CHANNELS[text]


def frame_of(table: pd.DataFrame, size: str, rule: str, channels: str) -> Frame:
    """Decide size and channels by the files' headers, where nobody has.

    Args:
        table: Of `survey`, of files that can be used.
        size: As `size_of` reads it. For "auto" it is the images' own where all are of one size
            and have no more pixels than 256x256; else a square of the median of their shorter
            sides, up to 128.
        rule: What becomes of another shape.
        channels: "grey", "rgb", or "auto": grey where all are.
    """
    depth = channels_of(channels) or int(table["channels"].max())
    height, width = size_of(size) or _own_size(table)
    return Frame(height, width, depth, rule_of(rule))


def _own_size(table: pd.DataFrame) -> tuple[int, int]:
    sizes = table[["height", "width"]].drop_duplicates()
    height, width = (int(each) for each in sizes.iloc[0])
    if len(sizes) == 1 and height * width <= _LARGEST_OWN:
        return height, width
    side = min(_MIXED, int(table[["height", "width"]].min(axis=1).median()))
    return side, side
