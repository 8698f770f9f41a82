"""Refuse images that nobody could tell apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from benchmark.item import Item


def check_classes(items: Iterable[Item], path: Path) -> None:
    """Refuse images of fewer than two classes.

    Args:
        items: What they show.
        path: Where they are from.
    """
    match sorted({item.label for item in items}):
        case []:
            received = "none"
        case [label]:
            received = f"one: {label!r}"
        case _:
            return
    raise UsageError(f"expected images of two classes or more in {path}, received {received}")
