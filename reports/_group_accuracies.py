"""How accurate models are on each group of test images."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmark.results import Results


def group_accuracies(results: Results, runs: Mapping[str, Sequence[str]]) -> pd.DataFrame | None:
    """Count over seeds what models got right, group by group.

    Args:
        results: A results folder.
        runs: Ids, by the name of a model.

    Returns:
        Groups as index, worst first by the mean over the models; a column a model, and `images`,
        over all seeds. None where images have no groups or predictions are gone.
    """
    found = {}
    for name, ids in runs.items():
        kept = [results.predictions(run) for run in ids]
        parts = [
            pd.DataFrame({"group": each["groups"], "right": each["predicted"] == each["y"]})
            for each in kept
            if each is not None and "groups" in each
        ]
        if not parts or len(parts) < len(kept):
            return None
        found[name] = pd.concat(parts).groupby("group", sort=True)["right"].agg(["mean", "size"])
    if not found:
        return None
    shares = pd.DataFrame({name: each["mean"] for name, each in found.items()})
    order = shares.mean(axis="columns").sort_values(kind="stable").index
    return shares.loc[order].assign(images=next(iter(found.values()))["size"])
