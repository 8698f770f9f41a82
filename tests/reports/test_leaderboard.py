import numpy as np
import pytest

from reports.leaderboard import leaderboard


def test_a_row_a_model_best_first(table):
    board = leaderboard(table)
    assert board["model"].tolist() == ["lenet(epochs=3)", "sift_svm", "majority"]
    assert board["accuracy"].tolist() == pytest.approx([0.98333, 0.97, 0.1], abs=1e-4)
    assert board["rank"].tolist() == [1, 2, 3]
    assert board["seeds"].tolist() == [3, 3, 3]


def test_failed_runs_count_in_no_mean(table):
    table.loc[table["model"].eq("sift_svm") & table["seed"].eq(2), ["status", "accuracy"]] = [
        "error",
        0.0,
    ]
    row = leaderboard(table).set_index("model").loc["sift_svm"]
    assert (row["seeds"], row["runs"]) == (2, 3)
    assert row["accuracy"] == pytest.approx(0.975)


def test_equal_means_share_a_rank(table):
    table.loc[table["family"] != "floor", "accuracy"] = 0.9
    assert leaderboard(table)["rank"].tolist() == [1, 1, 3]


def test_one_seed_gives_no_rank(table):
    board = leaderboard(table[(table["seed"] == 0) | (table["model"] == "majority")])
    assert board["rank"].isna().all()
    assert np.isnan(board.set_index("model").loc["sift_svm", "sd"])


def test_data_sets_are_ranked_apart(table):
    other = table.assign(dataset="mnist", accuracy=1 - table["accuracy"])
    import pandas as pd

    board = leaderboard(pd.concat([table, other]))
    assert board[board["dataset"] == "mnist"]["model"].tolist()[0] == "majority"
    assert board["rank"].tolist() == [1, 2, 3, 1, 2, 3]


def test_nothing_that_ended_well_gives_an_empty_board(table):
    table["status"] = "error"
    assert leaderboard(table).empty
