import pandas as pd
import pytest
from page import addresses

from reports.chapters_of_board import chapters_of_board
from reports.evidence import Evidence
from reports.write_board import write_board


def chapters(folder, table):
    table.to_parquet(folder / "table.parquet")
    found = chapters_of_board(Evidence.read(folder))
    return {chapter.title: chapter.blocks for chapter in found}


def test_who_stands_where_and_at_what_cost(tmp_path, table):
    _, grid = chapters(tmp_path, table)["digits"]
    first, *others = grid.frame.to_dict("records")
    assert first == {
        "tier": "1",
        "model": "lenet",
        "family": "deep",
        "accuracy": "98.33 %",
        "95 % interval": "96.90 to 99.77 %",
        "seeds": "3 of 3",
        "fit": "1.5 s",
        "parameters": "1,000 (10)",
        "MACs": "123,456",
        "computed": "tensorflow on cpu",
        "run": "2026-01-02",
    }
    assert [(row["tier"], row["model"]) for row in others] == [("1", "sift_svm"), ("2", "majority")]


def test_one_seed_is_not_rankable(tmp_path, table):
    said, grid = chapters(tmp_path, table[table["seed"] == 0])["digits"]
    assert set(grid.frame["tier"]) == {"not rankable"}
    assert said.text == "Not rankable: one seed tells nothing of the next."


def test_times_of_two_machines_are_not_set_beside_each_other(tmp_path, table):
    table.loc[table["model"] == "majority", "processor"] = "another"
    said, grid = chapters(tmp_path, table)["digits"]
    assert set(grid.frame["fit"]) == {"n/a"}
    assert "Times are not compared: the runs differ in processor (" in said.text


def test_data_sets_have_a_board_each_and_failures_are_listed(tmp_path, table):
    other = table.assign(dataset="mnist", run=table["run"] + "x")
    other.loc[other["model"] == "majority", ["status", "error"]] = ["timeout", "too slow"]
    found = chapters(tmp_path, pd.concat([table, other]))
    assert [len(found[name][1].frame) for name in ("digits", "mnist")] == [3, 2]
    assert found["mnist"][3].frame.to_numpy().tolist() == [
        ["majority", "0 of 3", "0 seeds of 3 ended well (3 timeout)"]
    ]
    assert found["Failures"][1].frame["error"].tolist() == ["too slow"] * 3


@pytest.mark.parametrize("column", ["model", "dataset", "error", "suite", "backend"])
def test_names_do_no_harm(tmp_path, table, column):
    table["status"] = ["error", *table["status"][1:]]
    table[column] = "<img src=x onerror=alert(1)>" + table[column]
    table.to_parquet(tmp_path / "table.parquet")
    write_board(Evidence.read(tmp_path), tmp_path / "board.html")
    text = (tmp_path / "board.html").read_text()
    assert addresses(text) == []
    assert "<img src=x" not in text
    assert "&lt;img src=x" in text
