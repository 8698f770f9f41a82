"""What each model makes of each class, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from reports._blocks import Grid
from reports._words import interval, percent, plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reports._blocks import Block
    from reports._confusion import Confusion

_MOST_MODELS = 12  # side by side


def by_class(number: int, found: Mapping[str, Confusion], best: Sequence[str]) -> list[Block]:
    """Give the share of each class that is right, the hardest class first.

    Args:
        number: Of the data set.
        found: Of all models, by name, with the same classes.
        best: Those that are shown where there are too many to stand side by side; all are folded
            away then.
    """
    recalls = pd.DataFrame({name: each.recall for name, each in found.items()})
    mean = recalls.mean(axis="columns")
    order = mean.sort_values(kind="stable").index
    classes = next(iter(found.values())).classes
    texts = recalls.loc[order].map(percent)
    texts.insert(0, "class", [classes[place] for place in order])
    name = f"classes_{number}"
    if len(found) <= _MOST_MODELS:
        return [Grid(name, texts)]
    few = texts[["class", *best]].copy()
    few["mean of all models"] = mean[order].map(percent)
    few["worst to best"] = _ranges(recalls.loc[order])
    return [Grid(f"{name}_best", few), Grid(name, texts, f"All {plural(len(found), 'model')}")]


def _ranges(recalls: pd.DataFrame) -> list[str]:
    low, high = recalls.min(axis="columns"), recalls.max(axis="columns")
    return [interval(*ends) for ends in zip(low, high, strict=True)]
