"""The images that a run was made with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmark.plugins import DATASETS
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from benchmark.data import Data


def data_of_run(row: dict[str, Any]) -> Data:
    """Load a run's data set, split as it was.

    Args:
        row: Of the run.

    Raises:
        UsageError: If it cannot be had, or holds other images now.
    """
    try:
        data: Data = DATASETS.make(row["dataset"]).load(row["seed"])
    except (FileNotFoundError, ValueError) as error:
        raise UsageError(f"cannot load {row['dataset']}: {error}") from error
    if row.get("data_sha256") not in {None, data.sha256}:
        raise UsageError(
            f"{row['dataset']} has changed since the run: expected sha256 {row['data_sha256']}, "
            f"received {data.sha256}"
        )
    return data
