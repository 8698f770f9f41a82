"""Rows are compared only where what decides agrees."""

import io
import json

import numpy as np
import pandas as pd
import pytest

from benchmark.environment import environment
from benchmark.keys import (
    ACCURACY_COLUMNS,
    TIMING_COLUMNS,
    accuracy_key,
    differing,
    timing_key,
)

ROW = {
    "dataset": "digits",
    "pool_sha256": "ab" * 32,
    "n_train": 1257,
    "n_classes": 10,
    "budget": None,
    "processor": "A",
    "cores": 2,
    "memory_gib": 24.0,
    "cpu_limit": None,
    "precision": "float32",
    "input_shape": [8, 8, 1],
    "deterministic": False,
    "seed": 0,
    "model": "majority",
    "fit_seconds": 1.5,
}
KEYS = [(accuracy_key, ACCURACY_COLUMNS), (timing_key, TIMING_COLUMNS)]
every_key = pytest.mark.parametrize(("key", "columns"), KEYS, ids=["accuracy", "timing"])


@every_key
def test_keys_are_short_and_hexadecimal(key, columns):
    assert len(key(ROW)) == 12
    int(key(ROW), 16)


@every_key
def test_what_decides_is_in_the_key_and_nothing_else(key, columns):
    for column in columns:
        assert key({**ROW, column: "another"}) != key(ROW), column
    for column in set(ROW) - set(columns):
        assert key({**ROW, column: "another"}) == key(ROW), column


@every_key
def test_a_key_outlives_json_and_pandas(key, columns):
    rows = [json.loads(json.dumps(ROW)), {**ROW, "n_classes": None, "cores": None}]
    rows += [{**ROW, "budget": 60, "cpu_limit": 1.5, "deterministic": None}]
    table = pd.DataFrame(rows)
    parquet = io.BytesIO()
    table.to_parquet(parquet)
    for read in (table, pd.read_parquet(parquet), table.convert_dtypes()):
        assert [key(row) for row in read.to_dict("records")] == [key(row) for row in rows]


@every_key
def test_a_column_that_lacks_counts_as_none(key, columns):
    row = {column: ROW[column] for column in columns if ROW.get(column) is not None}
    assert key(row) == key(ROW)


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA])
def test_a_run_that_failed_early_has_no_key(missing):
    assert accuracy_key({**ROW, "pool_sha256": missing}) is None
    assert timing_key({**ROW, "processor": missing}) is None
    assert accuracy_key({}) is timing_key({}) is None


def test_every_librarys_version_decides_timings_and_not_our_own():
    versions = {column for column in environment() if column.endswith("_version")}
    assert versions - set(TIMING_COLUMNS) == {"depthbench_version"}


def test_differences_are_named():
    rows = [
        {"cores": 2, "driver": None, "memory_gib": 24},
        {"cores": 4.0, "driver": float("nan"), "memory_gib": 24.0},
        {"cores": np.int64(2), "memory_gib": 24, "seed": 1},
    ]
    assert differing(rows, TIMING_COLUMNS) == {"cores": [2, 4]}


def test_equal_rows_do_not_differ():
    assert differing(iter([ROW, dict(ROW)]), ACCURACY_COLUMNS) == {}
    assert differing([], ACCURACY_COLUMNS) == {}
