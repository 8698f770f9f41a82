"""Name the images of a collection by what is in their files."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmark.pictures import Pictures


def fingerprint(found: Pictures) -> str:
    """Name all images with labels, splits and groups, in whatever order, and what they become."""
    rows = found.usable[["sha256", "label", "split", "group"]]
    lines = sorted(map(repr, rows.itertuples(index=False, name=None)))
    head = repr((found.frame, found.collection.decoder))
    return sha256("\n".join([head, *lines]).encode()).hexdigest()
