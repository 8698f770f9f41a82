from math import inf, isnan, nan

import pandas as pd
import pytest

from benchmark._time_to_accuracy import time_to_accuracy

ROWS = [  # model, family, seed, status, validation accuracy, seconds of fitting
    ("sift_svm", "shallow", 0, "ok", 0.90, 5.0),
    ("sift_svm", "shallow", 1, "ok", 0.94, 6.0),
    ("sift_svm", "shallow", 2, "contended", 0.95, 7.0),
    ("hog_svm", "shallow", 0, "ok", 0.97, 1.0),
    ("hog_svm", "shallow", 1, "ok", 0.80, 1.0),
    ("hog_svm", "shallow", 2, "ok", 0.80, 1.0),
    ("lenet", "deep", 0, "ok", 0.96, 30.0),
    ("lenet", "deep", 1, "ok", 0.90, 30.0),
    ("lenet", "deep", 2, "timeout", None, None),
]
HISTORIES = {
    "lenet-0": [
        {"clock": 10.0, "val_accuracy": 0.93},
        {"clock": 20.0, "val_accuracy": 0.95},
        {"clock": 30.0, "val_accuracy": 0.93},
    ],
    "lenet-1": [{"clock": 30.0, "val_accuracy": 0.93}],
}


@pytest.fixture
def table():
    columns = ["model", "family", "seed", "status", "validation_accuracy", "fit_seconds"]
    table = pd.DataFrame(ROWS, columns=columns).assign(dataset="digits", control_of=None)
    return table.assign(run=table["model"] + "-" + table["seed"].astype(str))


def seconds(table, target=None):
    timed = time_to_accuracy(table, lambda run: HISTORIES.get(run, []), target)
    return timed.set_index("run")["target_seconds"].to_dict(), timed["target_accuracy"]


def test_the_target_is_the_best_shallow_models_median(table):
    _, target = seconds(table)
    assert set(target) == {0.94}


def test_seconds_stand_on_the_training_clock_and_a_miss_is_infinite(table):
    found, _ = seconds(table)
    assert found["lenet-0"] == 20.0
    assert found["lenet-1"] == found["lenet-2"] == inf
    assert [found[f"sift_svm-{seed}"] for seed in range(3)] == [inf, 6.0, 7.0]


def test_a_given_target_counts(table):
    found, target = seconds(table, 0.93)
    assert set(target) == {0.93}
    assert (found["lenet-0"], found["lenet-1"]) == (10.0, 30.0)


def test_without_a_shallow_model_there_is_no_target(table):
    found, target = seconds(table[table["family"] == "deep"])
    assert all(map(isnan, found.values()))
    assert target.isna().all()


def test_a_loss_that_was_no_number_reaches_nothing(table):
    table = table[table["run"] == "lenet-0"]
    history = [{"clock": 1.0, "val_accuracy": None}, {"clock": 2.0, "val_accuracy": nan}]
    timed = time_to_accuracy(table, lambda _: history, 0.5)
    assert timed["target_seconds"].tolist() == [inf]


def test_controls_have_no_target(table):
    timed = time_to_accuracy(table.assign(control_of="digits"), lambda _: [], None)
    assert timed["target_seconds"].isna().all()


def test_a_history_without_a_clock_is_no_history(table):
    timed = time_to_accuracy(table, lambda _: [{"val_accuracy": 0.99}], 0.96)
    assert timed.set_index("run")["target_seconds"]["hog_svm-0"] == 1.0


def test_a_clock_without_accuracies_leaves_the_whole_fit(table):
    """As of a machine fitted on a network's features."""
    history = [{"clock": 1.0, "val_loss": 0.3}]
    with_target = time_to_accuracy(table, lambda _: history, 0.5)
    fitted = with_target[with_target["status"] == "ok"]
    assert (fitted["target_seconds"] == fitted["fit_seconds"]).all()
