"""Which models failed a control: those that cannot be believed, whatever their accuracy."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Any

import pandas as pd
from scipy.stats import binom

from benchmark.plugins import DATASETS

if TYPE_CHECKING:
    from collections.abc import Hashable

_LEVEL = 0.001  # a false alarm in a thousand models
_LOSS = (0.5, 2.0)  # of ln(classes), for an untrained network
_BY_HEART = 0.95  # of one batch
_COLUMNS = ["dataset", "model", "control", "received", "expected", "passed"]


def controls(table: pd.DataFrame) -> pd.DataFrame:
    """List what was tried to show that models learn, and learn only what they should.

    Shuffled labels: accuracy may not lie above the floor (exact one-sided binomial test at
    0.1 %); if it does, something leaks. Initial loss: of the untrained network, between half and
    twice the natural logarithm of the number of classes. One batch: a network must be able to
    learn one by heart.

    Args:
        table: One row a run, of controls as well.

    Returns:
        Columns `dataset` (the one that the control is made from), `model`, `control`,
        `received`, `expected`, `passed`; no row where no control ended.
    """
    found = [
        (_within(str(row["dataset"])), str(row["model"]), *check)
        for row in table[table["control"].eq(True)].to_dict("records")  # noqa: FBT003
        for check in _checks(row)
    ]
    return pd.DataFrame(found, columns=_COLUMNS)


def failed_controls(table: pd.DataFrame, dataset: str) -> dict[str, str]:
    """Say of each model that failed a control on a data set which, and how."""
    found = controls(table)
    failed = found[found["dataset"].eq(dataset) & ~found["passed"].astype(bool)]
    return {
        row["model"]: f"failed a control: {row['control']} {row['received']}, "
        f"expected {row['expected']}"
        for row in failed.to_dict("records")
    }


def _checks(row: dict[Hashable, Any]) -> list[tuple[str, str, str, bool]]:
    checks = []
    if not pd.isna(row["accuracy"]):
        checks.append(
            _shuffled(float(row["accuracy"]), float(row["floor_accuracy"]), int(row["n_test"]))
        )
    if not pd.isna(row["initial_loss"]):
        checks.append(_initial(float(row["initial_loss"]), int(row["n_classes"])))
    if not pd.isna(row["one_batch_accuracy"]):
        share = float(row["one_batch_accuracy"])
        checks.append(
            ("one batch by heart", f"{share:.1%}", f"{_BY_HEART:.0%} or more", share >= _BY_HEART)
        )
    return checks


def _shuffled(accuracy: float, floor: float, n: int) -> tuple[str, str, str, bool]:
    most = float(binom.isf(_LEVEL, n, floor)) / n
    words = f"{accuracy:.1%}", f"{most:.1%} or less (the floor is {floor:.1%})"
    return "accuracy on shuffled labels", *words, accuracy <= most


def _initial(loss: float, n_classes: int) -> tuple[str, str, str, bool]:
    low, high = (factor * log(n_classes) for factor in _LOSS)
    words = f"{loss:.2f}", f"{low:.2f} to {high:.2f}, near ln({n_classes}) = {log(n_classes):.2f}"
    return "loss before training", *words, low <= loss <= high


def _within(dataset: str) -> str:
    """Give the data set that a control is made from."""
    return str(DATASETS.normalise(getattr(DATASETS.make(dataset), "dataset", dataset)))
