"""A data set, loaded and split."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import numpy as np

from models import Split


@dataclass(frozen=True)
class Data:
    """Three disjoint splits and the names of the classes.

    Args:
        train: What models learn from.
        validation: What models may choose and stop by.
        test: What they are measured on; no model sees its labels.
        classes: The name of each label, in order.
    """

    train: Split
    validation: Split
    test: Split
    classes: tuple[str, ...]

    @cached_property
    def sha256(self) -> str:
        """Fingerprint of all pixels and labels as they were split, in hexadecimal."""
        digest = sha256()
        for split in (self.train, self.validation, self.test):
            digest.update(repr(split.x.shape).encode())
            digest.update(np.ascontiguousarray(split.x).data)
            digest.update(np.ascontiguousarray(split.y).data)
        return digest.hexdigest()
