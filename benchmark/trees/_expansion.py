"""Refuse archives that are made to fill a disk or a memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from pathlib import Path

_MOST = 100
_HARMLESS_BYTES = 2**20


def check_expansion(name: str, packed: int, unpacked: int, archive: Path | str) -> None:
    """Refuse what expands more than a hundredfold; what is small cannot do harm.

    Args:
        name: Of what.
        packed: Bytes in the archive.
        unpacked: Bytes that they become.
        archive: Where it is.
    """
    if unpacked > max(_HARMLESS_BYTES, _MOST * packed):
        raise UsageError(
            f"expected files that expand up to {_MOST}-fold in {archive}, received {name!r}, "
            f"of {packed:,} bytes that become {unpacked:,}"
        )
