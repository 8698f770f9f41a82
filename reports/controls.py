"""Which models failed a control: those that cannot be believed, whatever their accuracy."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Any

import pandas as pd

from benchmark.leak_p import LEAK

if TYPE_CHECKING:
    from collections.abc import Hashable

_LOSS = (0.5, 2.0)  # of ln(classes), for an untrained network
_BY_HEART = 0.95  # of one batch
_PASSED, _FAILED, _OPEN = "passed", "FAILED", "not shown"
_COLUMNS = ["dataset", "model", "control", "received", "expected", "outcome"]


def controls(table: pd.DataFrame) -> pd.DataFrame:
    """List what was tried to show that models learn, and learn only what they should.

    Shuffled labels: predictions may not agree with the true labels of the test split (permutation
    test of the predicted classes' names at 0.1 %); if they do, something leaks. Initial loss: of
    the untrained network, between half and twice the natural logarithm of the number of classes.
    One batch: a network must be able to learn one by heart.

    Args:
        table: One row a run, of controls as well.

    Returns:
        Columns `dataset` (the one that the control is made from), `model`, `control`,
        `received`, `expected` and `outcome`: "passed", "FAILED" or "not shown", for a control
        that did not come to its end.
    """
    found = [
        (str(row["control_of"]), str(row["model"]), *check)
        for row in table[table["control_of"].notna()].to_dict("records")
        for check in _checks(row)
    ]
    return pd.DataFrame(found, columns=_COLUMNS)


def failed_controls(table: pd.DataFrame, dataset: str) -> dict[str, str]:
    """Say of each model that failed a control on a data set which, and how."""
    found = controls(table)
    failed = found[found["dataset"].eq(dataset) & found["outcome"].eq(_FAILED)]
    return {
        row["model"]: f"failed a control: {row['control']} {row['received']}, "
        f"expected {row['expected']}"
        for row in failed.to_dict("records")
    }


def _checks(row: dict[Hashable, Any]) -> list[tuple[str, str, str, str]]:
    checks = [_shuffled(row)]
    if pd.isna(row["initial_loss"]):
        if row["family"] == "deep" and row["status"] != "chance":
            ended = f"{row['status']}: {row['error']}"
            checks.append(("loss before training, one batch by heart", ended, "a value", _OPEN))
    elif not pd.isna(row["n_classes"]):
        checks.append(_initial(float(row["initial_loss"]), int(row["n_classes"])))
    if not pd.isna(row["one_batch_accuracy"]):
        share = float(row["one_batch_accuracy"])
        outcome = _outcome(well=share >= _BY_HEART)
        checks.append(
            (
                "one batch by heart",
                f"{100 * share:.1f} %",
                f"{100 * _BY_HEART:g} % or more",
                outcome,
            )
        )
    return checks


def _shuffled(row: dict[Hashable, Any]) -> tuple[str, str, str, str]:
    name, expected = "accuracy on shuffled labels", f"chance (p above {LEAK})"
    if pd.isna(row["leak_p"]):
        return name, f"{row['status']}: {row['error']}", expected, _OPEN
    received = f"{100 * row['accuracy']:.1f} % (p = {row['leak_p']:.4f})"
    return name, received, expected, _outcome(well=row["leak_p"] > LEAK)


def _initial(loss: float, n_classes: int) -> tuple[str, str, str, str]:
    low, high = (factor * log(n_classes) for factor in _LOSS)
    expected = f"{low:.2f} to {high:.2f}, near ln({n_classes}) = {log(n_classes):.2f}"
    return "loss before training", f"{loss:.2f}", expected, _outcome(well=low <= loss <= high)


def _outcome(*, well: bool) -> str:
    return _PASSED if well else _FAILED
