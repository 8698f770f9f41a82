"""The section on tuning, from a table of trials whose outcome is known."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmark.plugins import SECTIONS
from benchmark.results import Results
from reports._blocks import Grid, Paragraph, Picture
from reports.evidence import Evidence

LENET = [0.90, 0.97, 0.95, 0.91]
SIFT = [0.94, 0.96]


class Bare(Results):
    """Without what runs leave beside their rows."""

    def hits(self, run):  # noqa: ARG002 - accuracies are those of the table
        return None


@pytest.fixture
def tuned(table):
    """Four trials of lenet, two of sift_svm; lenet is run again with the best, sift_svm is not."""
    table["model"] = table["model"].replace("lenet(epochs=3)", "lenet")
    one = table[table["seed"].eq(0)].set_index("model")
    rows = []
    for model, key, accuracies, seconds in (
        ("lenet", "dropout", LENET, 10.0),
        ("sift_svm", "words", SIFT, 4.0),
    ):
        for place, accuracy in enumerate(accuracies):
            spec = f"{model}({key}={place + 2})"
            own = {"model": spec, "dataset": "tuning(dataset='digits')", "run": f"trial-{spec}"}
            measured = {"accuracy": accuracy, "fit_seconds": seconds}
            rows.append(one.loc[model].to_dict() | own | measured)
    again = table[table["model"].eq("lenet")].copy()
    again["model"], again["run"] = "lenet(dropout=3)", "again-" + again["run"]
    again["accuracy"] += [0.004, 0.005, 0.006]
    return pd.concat([table, pd.DataFrame(rows), again], ignore_index=True)


def evidence(table):
    return Evidence(Bare(Path("nowhere"), table))


def body(table):
    return SECTIONS.make("tuning").body(evidence(table))


def only(kind, blocks):
    (block,) = (each for each in blocks if isinstance(each, kind))
    return block


def grids(table):
    return {each.name: each.frame for each in body(table) if isinstance(each, Grid)}


def words(table):
    return " ".join(each.text for each in body(table) if isinstance(each, Paragraph))


def test_without_trials_there_is_nothing(table):
    assert body(table) == []


def test_trials_are_not_ranked(tuned):
    (board,) = evidence(tuned).boards
    assert board.dataset == "digits"
    assert set(board.standings["model"]) == {"majority", "sift_svm", "lenet", "lenet(dropout=3)"}


def test_lines_are_the_mean_best_of_all_subsets_against_trials_and_seconds(tuned):
    by_trials, by_seconds = only(Picture, body(tuned)).figure.axes
    lines = {line.get_label(): line for line in by_trials.lines}
    pairs = (0.97 * 3 + 0.95 * 2 + 0.91) / 6
    triples = (0.97 * 3 + 0.95) / 4
    expected = [93.25, 100 * pairs, 100 * triples, 97]
    np.testing.assert_allclose(lines["lenet"].get_ydata(), expected)
    np.testing.assert_allclose(lines["sift_svm"].get_ydata(), [95, 96])
    assert lines["lenet"].get_xdata().tolist() == [1, 2, 3, 4]
    lines = {line.get_label(): line for line in by_seconds.lines}
    assert lines["lenet"].get_xdata().tolist() == [10, 20, 30, 40]
    assert lines["sift_svm"].get_xdata().tolist() == [4, 8]


def test_who_is_ahead_at_which_budget(tuned):
    rows = grids(tuned)["tuning_leaders_1"].set_index("budget")
    assert rows.loc["1 trial", ["ahead", "next"]].tolist() == ["sift_svm", "lenet"]
    assert rows.loc["2 trials", ["ahead", "told apart"]].tolist() == ["sift_svm", "n/a"]
    assert rows.loc["10 seconds", ["ahead", "next"]].tolist() == ["sift_svm", "lenet"]
    assert rows.loc["10 seconds", "lead in points"] == "2.75"  # two trials, and one of lenet
    assert rows.loc["5 seconds", ["ahead", "next", "lead in points"]].tolist() == [
        *("sift_svm", "n/a", "n/a")
    ]
    budgets = ["1 trial", "2 trials", "5 seconds", "10 seconds", "20 seconds"]
    assert rows.index.tolist() == budgets  # sift_svm made two trials, and lenet's took 40 seconds
    said = words(tuned)
    assert "By trials, the expected best is highest for sift_svm from 1 to 2 trials" in said
    assert "By seconds, the expected best is highest for sift_svm from 5 to 20 seconds" in said


def test_the_chosen_stands_beside_the_untuned_on_test_images(tuned):
    rows = grids(tuned)["tuning_1"].set_index("model")
    lenet = rows.loc["lenet"]
    assert lenet["chosen settings"] == "dropout=3"
    assert lenet["validation, chosen"] == "97.00 %"
    assert lenet["test, chosen"].startswith("98.83 % (")
    assert lenet["test, untuned"].startswith("98.33 % (")
    # 0.4, 0.5 and 0.6 points: mean 0.5, SD 0.1, t(0.975, 2) = 4.303: half 0.248
    assert lenet["gain in points"] == "+0.50 (+0.25 to +0.75)"
    sift = rows.loc["sift_svm"]
    assert sift["chosen settings"] == "words=3"
    assert (sift["test, chosen"], sift["gain in points"]) == ("n/a", "n/a")
    assert "Tuning helped lenet." in words(tuned)


def test_settings_that_were_run_again_are_taken_for_the_chosen(tuned):
    """A better trial came later, and its runs are still to come."""
    late = tuned[tuned["run"].eq("trial-lenet(dropout=2)")].copy()
    late["model"], late["run"], late["accuracy"] = "lenet(dropout=9)", "late", 0.99
    rows = grids(pd.concat([tuned, late], ignore_index=True))["tuning_1"].set_index("model")
    assert rows.loc["lenet", "chosen settings"] == "dropout=3"
    assert rows.loc["lenet", "trials"] == "5"


def test_a_failed_trial_counts_as_nothing_right_and_a_skipped_one_not_at_all(tuned):
    place = tuned.index[tuned["run"].eq("trial-lenet(dropout=2)")]
    tuned.loc[place, ["status", "accuracy", "fit_seconds", "total_seconds"]] = [
        "error",
        None,
        None,
        22.0,
    ]
    skipped = tuned[tuned["run"].eq("trial-sift_svm(words=2)")].assign(
        model="sift_svm(words=7)", status="skipped", accuracy=None
    )
    table = pd.concat([tuned, skipped], ignore_index=True)
    by_trials, by_seconds = only(Picture, body(table)).figure.axes
    lines = {line.get_label(): line for line in by_trials.lines}
    assert lines["lenet"].get_ydata()[0] == pytest.approx(100 * (0.97 + 0.95 + 0.91) / 4)
    assert len(lines["sift_svm"].get_ydata()) == 2
    seconds = {line.get_label(): line.get_xdata()[0] for line in by_seconds.lines}
    assert seconds["lenet"] == pytest.approx((22 + 10 + 10 + 10) / 4)
    assert grids(table)["tuning_1"].set_index("model").loc["lenet", "failed"] == "1"


def test_times_of_contended_trials_do_not_count(tuned):
    trial = tuned["run"].str.startswith("trial")
    tuned.loc[trial & tuned["model"].str.startswith("lenet"), "status"] = "contended"
    _, by_seconds = only(Picture, body(tuned)).figure.axes
    assert [line.get_label() for line in by_seconds.lines] == ["sift_svm"]
    assert "Times of lenet do not count" in words(tuned)
    assert "By seconds, sift_svm stands alone" in words(tuned)
    assert "By trials, the expected best is highest for sift_svm" in words(tuned)
    tuned.loc[trial, "status"] = "contended"
    (by_trials,) = only(Picture, body(tuned)).figure.axes
    assert by_trials.get_xlabel() == "trials"


def test_methods_do_not_say_that_nothing_was_tuned(tuned, table):
    said = [SECTIONS.make("methods").body(evidence(each))[0].text for each in (table, tuned)]
    assert ["tunes nothing" in each for each in said] == [True, False]
    assert "in the section 'Tuning'" in said[1]


def test_what_was_never_tried_has_the_first_colours(tuned):
    looks = evidence(tuned).looks
    assert list(looks)[:4] == ["lenet", "majority", "sift_svm", "lenet(dropout=3)"]


def trials(tuned, **accuracies):
    """Put other trials in place of those of both models, 10 seconds each."""
    trial = tuned["run"].str.startswith("trial")
    rows = []
    for model, values in accuracies.items():
        row = tuned[trial & tuned["model"].str.startswith(model)].iloc[0].to_dict()
        for n, accuracy in enumerate(values):
            own = {"model": f"{model}(x={n})", "run": f"trial-{model}{n}", "accuracy": accuracy}
            rows.append(row | own | {"fit_seconds": 10.0})
    return pd.concat([tuned[~trial], pd.DataFrame(rows)], ignore_index=True)


def test_of_models_that_are_exactly_as_good_none_is_named_the_winner(tuned):
    table = trials(tuned, sift_svm=[0.8, 0.9], lenet=[0.9, 0.8])
    rows = grids(table)["tuning_leaders_1"].set_index("budget")
    assert rows.loc["2 trials", ["ahead", "lead in points", "told apart"]].tolist() == [
        *("a tie: lenet, sift_svm", "0.00", "no")
    ]
    assert "By trials, the expected best is a tie of lenet and sift_svm from 1 to 2" in words(table)
    assert "By seconds, the expected best is a tie of lenet and sift_svm from 10 to" in words(table)
    assert "highest for" not in words(table)


def test_a_lead_within_its_interval_is_a_tie(tuned):
    spread = np.array([0.7, 0.72, 0.75, 0.8, 0.84, 0.86, 0.9, 0.92])
    table = trials(tuned, sift_svm=spread + 0.01, lenet=spread)
    rows = grids(table)["tuning_leaders_1"].set_index("budget")
    assert rows.loc["4 trials", "ahead"] == "a tie: sift_svm, lenet"  # the better estimate first
    assert rows.loc["4 trials", "lead in points"].startswith("1.00 (-")
    assert rows.loc["4 trials", "told apart"] == "no"
    # No interval beyond half of the trials: the estimate alone, which is said.
    assert rows.loc["8 trials", ["ahead", "told apart"]].tolist() == ["sift_svm", "n/a"]
    said = words(table)
    assert (
        "By trials, the expected best is a tie of lenet and sift_svm from 1 to 4 trials, highest "
        "for sift_svm at 8 trials; a lead can be told from nought at 0 of 3 budgets with an "
        "interval."
    ) in said


def test_a_tie_reaches_down_to_the_last_that_cannot_be_told_from_the_first(tuned):
    mlp = tuned[tuned["run"].str.startswith("trial-sift_svm")].assign(
        model=lambda rows: rows["model"].str.replace("sift_svm", "mlp")
    )
    table = trials(
        pd.concat([tuned, mlp.assign(run="trial-" + mlp["model"])], ignore_index=True),
        lenet=[0.95 + n / 1e5 for n in range(8)],
        sift_svm=[0.9 + n / 1e5 for n in range(8)],
        mlp=[0.2, 0.99, 0.99, 0.98, 0.97, 0.96, 0.99, 0.97],
    )
    rows = grids(table)["tuning_leaders_1"].set_index("budget")
    assert rows.loc["1 trial", "ahead"] == "a tie: lenet, sift_svm, mlp"
    assert rows.loc["1 trial", "told apart"] == "no"


def test_eight_trials_have_bands_and_a_lead_that_can_be_told(tuned):
    trial = tuned["run"].str.startswith("trial")
    rows = []
    for model, best in (("lenet", 0.99), ("sift_svm", 0.9)):
        row = tuned[trial & tuned["model"].str.startswith(model)].iloc[0].to_dict()
        for n in range(8):
            own = {"model": f"{model}(x={n})", "run": f"{model}{n}", "accuracy": best - n / 1000}
            rows.append(row | own)
    table = pd.concat([tuned[~trial], pd.DataFrame(rows)], ignore_index=True)
    by_trials, _ = only(Picture, body(table)).figure.axes
    assert len(by_trials.collections) == 2
    led = grids(table)["tuning_leaders_1"].set_index("budget")
    assert led.loc["1 trial", "lead in points"].startswith("9.00 (")
    assert led["told apart"].tolist()[:4] == ["yes", "yes", "yes", "n/a"]
    assert "can be told from nought at 3 of 3 budgets" in words(table)
