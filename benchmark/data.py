"""A data set, loaded and split."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b, sha256
from typing import TYPE_CHECKING, Any

import numpy as np

from models import Split, image_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray


@dataclass(frozen=True)
class Data:
    """Three disjoint splits and the names of the classes.

    Args:
        train: What models learn from.
        validation: What models may choose and stop by.
        test: What they are measured on; no model sees its labels.
        classes: The name of each label, in order.
        pool: Fingerprint of all images that the splits are drawn from, where they hold only a
            part of them that the seed decides; empty where they hold all.
    """

    train: Split
    validation: Split
    test: Split
    classes: tuple[str, ...]
    pool: str = ""

    @cached_property
    def sha256(self) -> str:
        """Fingerprint of all pixels, labels and groups as they were split, in hexadecimal."""
        digest = sha256()
        for split in self._splits:
            digest.update(repr(split.x.shape).encode())
            for block in image_blocks(split.x):
                digest.update(np.ascontiguousarray(block).data)
            digest.update(np.ascontiguousarray(split.y).data)
            if split.groups is not None:
                digest.update(repr(split.groups.tolist()).encode())
        return digest.hexdigest()

    @cached_property
    def pool_sha256(self) -> str:
        """Fingerprint of the images with labels and groups, however split and ordered."""
        if self.pool:
            return self.pool
        digest = sha256(repr(self.train.x.shape[1:]).encode())
        for image in sorted(image for split in self._splits for image in _images(split)):
            digest.update(image)
        return digest.hexdigest()

    @cached_property
    def test_ids(self) -> NDArray[np.int64]:
        """A number for each test image, int64 (n,): its pixels decide it, and nothing else."""
        starts = b"".join(_digest(image)[:8] for image in self.test.x)
        return np.frombuffer(starts, "<i8").astype(np.int64)

    @property
    def test_units(self) -> NDArray[np.int64]:
        """A number for each test image, int64 (n,): its group's where it has one, else its own."""
        if self.test.groups is None:
            return self.test_ids
        names = [repr(group).encode() for group in self.test.groups.tolist()]
        starts = b"".join(blake2b(name, digest_size=8).digest() for name in names)
        return np.frombuffer(starts, "<i8").astype(np.int64)

    @property
    def _splits(self) -> tuple[Split, Split, Split]:
        return self.train, self.validation, self.test


def _images(split: Split) -> Iterator[bytes]:
    """Give the digest of each image with its label and, where it has one, its group."""
    groups = [None] * len(split) if split.groups is None else split.groups.tolist()
    for image, label, group in zip(split.x, split.y.tolist(), groups, strict=True):
        yield _digest(image, repr((label, group)).encode())


def _digest(image: NDArray[Any], more: bytes = b"") -> bytes:
    pixels = np.ascontiguousarray(image).data
    digest = blake2b(pixels, digest_size=16)  # of all fast ones, the one in every Python
    digest.update(more)
    return digest.digest()
