"""The kernels that a run left behind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from benchmark._kept_arrays import kept_arrays

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from models import Classifier

_MOST = 100_000  # numbers of a bank that is kept: more are the size of a network, not to look at
_BANK = 4  # dimensions


@dataclass(frozen=True)
class KeptKernels:
    """What a fitted model looked at images with, and what learning that began from.

    Args:
        after: By the name of a layer or a step, in the model's order: float32 (n, height, width,
            channels).
        before: The same before training, of those that were learned.
    """

    FILE: ClassVar[str] = "kernels.npz"

    after: dict[str, NDArray[np.float32]] = field(default_factory=dict)
    before: dict[str, NDArray[np.float32]] = field(default_factory=dict)

    @classmethod
    def of(cls, model: Classifier) -> Self:
        """Take the kernels of a fitted model, without banks of more than 100,000 numbers."""
        banks = {name: each for name, each in model.kernel_banks().items() if each.size <= _MOST}
        before = model.kernel_banks_before
        return cls(banks, {name: before[name] for name in banks if name in before})

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """Read what was written under names; None where the file is gone or damaged."""
        listed = kept_arrays(path, ("names",))
        if listed is None or listed["names"].ndim != 1:
            return None
        names = [str(name) for name in listed["names"]]
        afters, befores = (
            [f"{when}_{n}" for n in range(len(names))] for when in ("after", "before")
        )
        kept = kept_arrays(path, tuple(afters), tuple(befores))
        if kept is None:
            return None
        after = {name: kept[key] for name, key in zip(names, afters, strict=True)}
        before = {name: kept[key] for name, key in zip(names, befores, strict=True) if key in kept}
        alike = all(after[name].shape == each.shape for name, each in before.items())
        well = alike and all(each.ndim == _BANK for each in after.values())
        return cls(after, before) if well else None

    @property
    def arrays(self) -> dict[str, NDArray[Any]]:
        """Give it as arrays to write; names are among them, since any may occur."""
        places = {name: place for place, name in enumerate(self.after)}
        return {
            "names": np.array([str(name) for name in self.after]),
            **{f"after_{places[name]}": each for name, each in self.after.items()},
            **{f"before_{places[name]}": each for name, each in self.before.items()},
        }
