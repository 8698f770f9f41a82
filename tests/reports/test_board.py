"""Who is ranked, over which seeds, and who is not and why."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from benchmark.results import Results
from reports.board import Board
from reports.statistics.pairwise import pairwise
from reports.statistics.tiers import tiers


def board(table, folder=Path("nowhere")):
    return Board.of(Results(folder, table), "digits")


def change(table, model, seed, **values):
    rows = table["model"].eq(model) & table["seed"].eq(seed)
    for name, value in values.items():
        table.loc[rows, name] = value
    return table


def test_best_first_with_means_and_students_interval(table):
    standings = board(table).standings
    assert standings["model"].tolist() == ["lenet(epochs=3)", "sift_svm", "majority"]
    assert standings["accuracy"].tolist() == pytest.approx([0.98333, 0.97, 0.1], abs=1e-5)
    # 0.97, 0.98, 0.96: SD 0.01, t(0.975, 2) = 4.30265
    assert standings["low"][1] == pytest.approx(0.97 - 4.30265 * 0.01 / np.sqrt(3), abs=1e-6)
    assert standings["tier"].tolist() == [1, 1, 2]


def test_means_are_over_seeds_with_which_all_models_ended_well(table):
    found = board(change(table, "sift_svm", 2, status="error", accuracy=None))
    assert found.seeds == (0, 1)
    assert found.standings["accuracy"].tolist() == pytest.approx([0.985, 0.975, 0.1])
    assert found.standings["seeds"].tolist() == [2, 2, 2]
    assert found.standings["runs"].tolist() == [3, 3, 3]


def test_a_model_that_failed_with_most_seeds_harms_no_mean(table):
    for seed in (0, 1):
        table = change(table, "sift_svm", seed, status="timeout", accuracy=None)
    found = board(table)
    assert found.seeds == (0, 1, 2)
    assert found.standings["model"].tolist() == ["lenet(epochs=3)", "majority"]
    assert found.unranked.iloc[0].tolist() == [
        "sift_svm",
        "1 of 3",
        "1 seed of 3 ended well (2 timeout)",
    ]


@pytest.mark.parametrize("status", ["chance", "diverged", "skipped", "out of memory", "error"])
def test_only_what_ended_well_counts(table, status):
    for seed in range(3):
        table = change(table, "lenet(epochs=3)", seed, status=status)
    assert board(table).standings["model"].tolist() == ["sift_svm", "majority"]


def test_the_accuracy_of_a_contended_run_counts(table):
    found = board(change(table, "sift_svm", 0, status="contended"))
    assert found.standings["seeds"].tolist() == [3, 3, 3]


def test_runs_of_two_accuracy_keys_are_not_ranked(table):
    found = board(change(table, "sift_svm", 0, accuracy_key="c" * 12, n_classes=9))
    assert found.refusal == "refused: the runs have different accuracy keys, by n_classes (10, 9)"
    assert found.standings.empty


def test_runs_of_one_seed_on_two_splits_are_not_ranked(table):
    found = board(change(table, "sift_svm", 0, data_sha256="f" * 64))
    assert "different splits" in found.refusal
    assert found.standings.empty


@pytest.mark.parametrize("groups", [1, 2])
def test_one_seed_is_listed_and_not_ranked(table, tmp_path, groups):
    table = table[table["seed"] == 0]
    for run, accuracy in zip(table["run"], table["accuracy"], strict=True):
        right = np.arange(360) < round(accuracy * 360)
        keep(tmp_path, run, right, np.zeros(360, np.int64), np.arange(360) // groups)
    found = board(table, tmp_path)
    assert found.refusal == "not rankable: one seed tells nothing of the next"
    assert found.standings["tier"].isna().all()
    assert found.comparisons == ()
    expected = binomtest(349, 360).proportion_ci(method="wilson").low if groups == 1 else np.nan
    assert found.standings["low"][1] == pytest.approx(expected, nan_ok=True)


def test_a_model_that_learned_shuffled_labels_is_not_ranked(table):
    leak = table[table["model"].eq("lenet(epochs=3)") & table["seed"].eq(0)].assign(
        dataset="shuffled_labels", control_of="digits", accuracy=0.5, leak_p=0.0002
    )
    found = board(pd.concat([table, leak], ignore_index=True))
    assert "lenet(epochs=3)" not in set(found.standings["model"])
    assert "accuracy on shuffled labels 50.0 %" in found.unranked["reason"][0]


def test_a_seed_that_was_put_off_was_not_asked_for(table):
    put_off = table.assign(seed=table["seed"] + 3, status="skipped", accuracy=None)
    found = board(pd.concat([table, put_off], ignore_index=True))
    assert found.standings["runs"].tolist() == [3, 3, 3]


def test_models_without_a_common_seed_leave_the_others_ranked(table):
    table = change(table, "sift_svm", 0, status="error")
    six = pd.concat([table, table.assign(seed=table["seed"] + 3)], ignore_index=True)
    for seed in (0, 1, 2):
        six = change(six, "sift_svm", seed, status="error")
        six = change(six, "lenet(epochs=3)", seed + 3, status="error")
    found = board(change(six, "sift_svm", 3, status="ok"))
    assert set(found.standings["model"]) < {"majority", "sift_svm", "lenet(epochs=3)"}
    assert "has no seed in common with the others" in set(found.unranked["reason"])


def test_one_group_for_all_seeds_is_compared_by_accuracies(table, tmp_path):
    y = np.zeros(360, np.int64)
    for run, accuracy in zip(table["run"], table["accuracy"], strict=True):
        keep(tmp_path, run, np.arange(360) < accuracy * 360, y, np.zeros(360, np.int64))
    found = board(table, tmp_path)
    assert found.cells.right.shape == (3, 3)
    assert found.standings["tier"].tolist() == [1, 1, 2]


def test_nothing_that_ended_well_gives_an_empty_board(table):
    found = board(table.assign(status="error"))
    assert found.standings.empty
    assert len(found.unranked) == 3


def test_images_that_seeds_share_are_taken_into_account(table, tmp_path):
    """Two models whose seeds agree perfectly still differ by the images that were drawn."""
    rng = np.random.default_rng(0)
    y, unit = np.zeros(360, np.int64), np.arange(360)
    for model, share in (("sift_svm", 0.90), ("lenet(epochs=3)", 0.91)):
        right = rng.permutation(360) < share * 360
        rows = table["model"].eq(model)
        table.loc[rows, "accuracy"] = right.mean()
        for run in table.loc[rows, "run"]:
            keep(tmp_path, run, right, y, unit)
    for run in table.loc[table["model"].eq("majority"), "run"]:
        keep(tmp_path, run, unit < 36, y, unit)
    (pair, *_) = board(table, tmp_path).comparisons
    se = np.sqrt(2 * 0.09 / 360)  # of two independent shares of about 0.91
    assert pair.difference.se == pytest.approx(se, rel=0.1)
    assert not pair.separated


@pytest.mark.parametrize("trial", range(5))
def test_tiers_are_those_of_the_scores_on_disk(table, tmp_path, trial):
    """The simulations of `pairwise` and `tiers` speak of what the board does with files."""
    rng = np.random.default_rng(trial)
    y, unit = np.zeros(360, np.int64), rng.integers(0, 2**60, 360)
    rows = table.sort_values(["model", "seed"])
    right = rng.random((3, 3, 360)) < np.array([0.90, 0.93, 0.96])[:, None, None]
    for run, hits in zip(rows["run"], right.reshape(9, 360), strict=True):
        keep(tmp_path, run, hits, y, unit)
    rows = rows.assign(accuracy=right.mean(axis=2).ravel())
    found = board(rows, tmp_path).standings.set_index("model")["tier"]
    seeds, images = np.repeat(range(3), 360), np.tile(unit, 3)
    expected = tiers(right.mean(axis=(1, 2)), pairwise(right.reshape(3, -1), seeds, images))
    assert found[sorted(found.index)].tolist() == expected


def keep(folder, run, right, y, unit):
    scores = np.stack([right, ~right], axis=1).astype(np.float32)
    (folder / "runs" / run).mkdir(parents=True)
    np.savez_compressed(folder / "runs" / run / "scores.npz", scores=scores, y=y, unit=unit)
