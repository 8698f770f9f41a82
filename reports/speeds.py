"""How many images a second each run learned from and scored, and the least time they take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from reports.roofline import Roofline

if TYPE_CHECKING:
    from collections.abc import Hashable

    from reports.roofline import Floor

LIMITS = ("multiply_adds_per_second", "bytes_per_second")
_WORK = ("macs", "activations", "parameters_learned", "parameters_fitted", "parameters_fixed")
_TIMES = (
    "n_train",
    "n_validation",
    "epoch_seconds",
    "phase_features_seconds",
    "phase_encode_seconds",
    "predict_batch_seconds",
    "predict_batch",
    "train_batch",
)
_NAMED = ["model", "seed", "peer_of", "device", "precision", "fitted_together"]
_TIMED = ("ok", "chance")  # what learned nothing took its time as well
_HALVES = ("mixed_bfloat16", "mixed_float16")


def speeds(table: pd.DataFrame, dataset: str) -> pd.DataFrame:
    """Work out the speed of each run that had its cores to itself.

    A limit is a maximum: of a device in a precision, the highest that was measured counts, by
    whichever run's worker.

    Args:
        table: One row a run; columns that it lacks are taken for unknown.
        dataset: Spec string.

    Returns:
        A row a run, in the table's order: `model`, `seed`, `peer_of`; `training` and `scoring` in
        images a second, nan where unknown; `multiply_adds_per_second`, `bytes_per_second`; and
        `training_floor`, `scoring_floor`, each a `Floor`, None where unknown. Of a model without
        epochs, `training` is describing and encoding the training and the validation images, if
        it does both, and has no floor.
    """
    alone = table.reindex(columns=["contended"])["contended"].ne(True)  # noqa: FBT003
    timed = table["status"].isin(_TIMED) & alone
    rows = table[table["dataset"].eq(dataset) & timed]
    named = rows.reindex(columns=_NAMED)
    numbers = rows.reindex(columns=[*LIMITS, *_WORK, *_TIMES]).astype(float)
    limits = list(LIMITS)
    numbers[limits] = numbers.groupby(
        [named["device"].astype(str), named["precision"].astype(str)], dropna=False
    )[limits].transform("max")
    speed = numbers[limits].assign(
        training=_training(numbers),
        scoring=numbers["predict_batch"] / numbers["predict_batch_seconds"],
    )
    both = pd.concat([named, numbers], axis=1).to_dict("records")
    return pd.concat([named, speed], axis=1).assign(
        training_floor=pd.Series([_training_floor(row) for row in both], speed.index, object),
        scoring_floor=pd.Series([_scoring_floor(row) for row in both], speed.index, object),
    )


def _training(numbers: pd.DataFrame) -> pd.Series[float]:
    described = numbers["n_train"] + numbers["n_validation"]
    seconds = numbers["phase_features_seconds"] + numbers["phase_encode_seconds"]
    return (numbers["n_train"] / numbers["epoch_seconds"]).fillna(described / seconds)


def _training_floor(row: dict[Hashable, Any]) -> Floor | None:
    line = _roofline(row)
    if line is None or pd.isna(row["epoch_seconds"]):
        return None
    known = pd.notna(row["train_batch"])
    return line.training(row["train_batch"] if known else row["predict_batch"])


def _scoring_floor(row: dict[Hashable, Any]) -> Floor | None:
    line = _roofline(row)
    return None if line is None else line.scoring(row["predict_batch"])


def _roofline(row: dict[Hashable, Any]) -> Roofline | None:
    if any(pd.isna(row[name]) for name in (*LIMITS, *_WORK)) or not row["macs"]:
        return None
    return Roofline(
        row["macs"],
        row["activations"],
        sum(row[name] for name in _WORK if name.startswith("parameters")),
        row["parameters_learned"],
        2 if row["precision"] in _HALVES else 4,
        row["multiply_adds_per_second"],
        row["bytes_per_second"],
    )
