import json
from pathlib import Path

import pandas as pd
import pytest

from benchmark.record import Record
from benchmark.spec import Spec
from benchmark.store import Store
from benchmark.table import read_table, write_table
from benchmark.usage_error import UsageError

SPECS = [Spec("digits", "majority", seed) for seed in range(2)]


def append(folder, *records):
    store = Store.read(folder, "mine", "tensorflow")
    with store.writing(SPECS):
        for record in records:
            store.append(record)


def test_a_row_a_run_and_of_a_repeated_run_the_last(tmp_path):
    append(
        tmp_path, Record(SPECS[0], "error", "oops"), Record(SPECS[1], "ok"), Record(SPECS[0], "ok")
    )
    table = write_table(tmp_path)
    assert table["seed"].tolist() == [0, 1]
    assert table["status"].tolist() == ["ok", "ok"]
    for again in (pd.read_parquet(tmp_path / "table.parquet"), pd.read_csv(tmp_path / "table.csv")):
        assert again["status"].tolist() == ["ok", "ok"]


def test_rows_from_before_a_column_was_added_are_read(tmp_path):
    append(tmp_path, Record(SPECS[0], "ok"))
    path = tmp_path / "records.jsonl"
    older = json.loads(path.read_text())
    del older["activations"], older["weights"]
    path.write_text(json.dumps(older) + "\n")
    append(tmp_path, Record(SPECS[1], "ok", counts={"activations": 7}, facts={"weights": "kept"}))
    table = write_table(tmp_path)
    assert table["activations"].isna().tolist() == [True, False]
    assert read_table(tmp_path)["weights"].isna().tolist() == [True, False]


def test_read_derives_anew_what_is_older_than_the_rows(tmp_path):
    append(tmp_path, Record(SPECS[0], "ok"))
    write_table(tmp_path)
    append(tmp_path, Record(SPECS[1], "ok"))
    assert len(read_table(tmp_path)) == 2


def test_the_table_alone_is_enough(tmp_path):
    append(tmp_path, Record(SPECS[0], "ok"))
    write_table(tmp_path)
    (tmp_path / "records.jsonl").unlink()
    assert len(read_table(tmp_path)) == 1


def test_a_row_that_came_while_the_table_was_made_is_not_lost(tmp_path, monkeypatch):
    append(tmp_path, Record(SPECS[0], "ok"))
    write = pd.DataFrame.to_parquet

    def late(self, *arguments, **options):
        append(tmp_path, Record(SPECS[1], "ok"))
        write(self, *arguments, **options)

    monkeypatch.setattr(pd.DataFrame, "to_parquet", late)
    write_table(tmp_path)
    monkeypatch.undo()
    assert len(read_table(tmp_path)) == 2


def test_a_table_of_a_newer_schema_is_refused(tmp_path):
    pd.DataFrame({"schema_version": [3]}).to_parquet(tmp_path / "table.parquet")
    with pytest.raises(UsageError, match="schema version 3, newer than this program's 2"):
        read_table(tmp_path)


def test_a_damaged_table_is_made_again_where_the_rows_are_there(tmp_path):
    append(tmp_path, Record(SPECS[0], "ok"))
    write_table(tmp_path)
    (tmp_path / "table.parquet").write_bytes(b"x")
    assert len(read_table(tmp_path)) == 1
    (tmp_path / "table.parquet").write_bytes(b"x")
    (tmp_path / "records.jsonl").unlink()
    with pytest.raises(UsageError, match="is damaged, and there is no records.jsonl"):
        read_table(tmp_path)


def test_a_folder_in_which_no_run_has_ended_is_refused(tmp_path):
    append(tmp_path, Record(SPECS[0], "ok"))
    store = Store.read(tmp_path, "mine", "tensorflow")
    with store.writing(SPECS):
        store.void(SPECS)
    with pytest.raises(UsageError, match="no results in .* yet: no run has ended"):
        read_table(tmp_path)


def test_rows_of_an_older_schema_are_read_with_what_they_lack_as_missing(tmp_path):
    older = {"dataset": "digits", "model": "mlp", "seed": 3, "status": "ok", "schema_version": 1}
    (tmp_path / "records.jsonl").write_text(json.dumps({**older, "accuracy": 0.9}) + "\n")
    for table in (read_table(tmp_path), read_table(tmp_path)):  # from the rows, and from disk
        (row,) = table.to_dict("records")
        assert (row["accuracy"], row["schema_version"]) == (0.9, 1)
        assert (row["run"], row["error"]) == (Spec("digits", "mlp", 3).id, "")
        assert all(pd.isna(row[name]) for name in ("control_of", "accuracy_key", "fit_seconds"))


def test_a_table_of_an_older_schema_is_read_where_the_rows_are_gone(tmp_path):
    older = {"dataset": ["d"], "model": ["m"], "seed": [0], "status": ["ok"], "schema_version": [1]}
    pd.DataFrame(older).to_parquet(tmp_path / "table.parquet")
    assert read_table(tmp_path)["weights"].isna().tolist() == [True]


@pytest.mark.parametrize("lost", ["schema_version", "dataset", "status"])
def test_a_table_without_what_names_a_run_is_damaged(tmp_path, lost):
    known = {"dataset": ["d"], "model": ["m"], "seed": [0], "status": ["ok"], "schema_version": [2]}
    pd.DataFrame(known).drop(columns=lost).to_parquet(tmp_path / "table.parquet")
    with pytest.raises(UsageError, match="table.parquet is damaged"):
        read_table(tmp_path)


@pytest.mark.parametrize(
    "change", [{"seed": "0"}, {"seed": None}, {"dataset": 3}, {"model": None}, {"status": True}]
)
def test_a_row_that_does_not_name_its_run_is_damaged(tmp_path, change):
    row = {"dataset": "d", "model": "m", "seed": 0, "status": "ok", "schema_version": 2}
    lines = [json.dumps(each) + "\n" for each in (row, row | change)]
    (tmp_path / "records.jsonl").write_text("".join(lines))
    with pytest.raises(UsageError, match="line 2 of .*records.jsonl is damaged"):
        read_table(tmp_path)


def test_what_holds_no_results_is_said(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="no results in .*nowhere: there is no such folder"):
        read_table(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="no results in .*file: it is a file"):
        read_table(tmp_path / "file")
    append(tmp_path / "new")
    with pytest.raises(UsageError, match="no results in .*new yet: no run has ended"):
        read_table(tmp_path / "new")


def test_a_suite_that_is_named_for_its_folder_is_pointed_to(in_tmp):
    append(in_tmp / "results" / "heads")
    with pytest.raises(UsageError, match=r"in heads: .*; did you mean results/heads\?$"):
        read_table(Path("heads"))


def test_a_folder_without_results_is_refused(tmp_path):
    with pytest.raises(
        UsageError, match="no results in .*: expected records.jsonl or table.parquet"
    ):
        read_table(tmp_path)
