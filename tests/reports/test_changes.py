"""Two folders against each other, their tables made by hand."""

from pathlib import Path
from xml.etree import ElementTree as Xml

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from benchmark.keys import accuracy_key, timing_key
from benchmark.results import Results
from reports.change import Change
from reports.changes import changes
from reports.changes_junit import changes_junit
from reports.changes_markdown import changes_markdown

HIGH = [0.97, 0.98, 0.96, 0.975, 0.965, 0.97]
FAST = [1.50, 1.52, 1.48, 1.51, 1.49, 1.53]


def row(seed, accuracy, **more):
    """Give a row; `data_sha256` says that each seed has its own split, the same on both sides."""
    made = {
        "run": f"{more.get('model', 'lenet')}-{seed}",
        "dataset": "digits",
        "model": "lenet",
        "seed": seed,
        "status": "ok",
        "control_of": None,
        "accuracy": accuracy,
        "n_train": 1000,
        "n_validation": 100,
        "n_test": 400,
        "n_classes": 10,
        "fit_seconds": FAST[seed % 6],
        "predict_batch_seconds": 0.2 + 0.001 * seed,
        "predict_batch": 100,
        "predict_one_seconds": 0.01 + 0.0001 * seed,
        "input_shape": "8x8x1",
        "processor": "a processor",
        "threads": 2,
        "data_sha256": f"{seed:064x}",
        "pool_sha256": "a" * 64,
        "metrics_version": 1,
        "budget": "one fit",
    } | more
    return {"accuracy_key": accuracy_key(made), "timing_key": timing_key(made)} | made


def folder(rows, where="nowhere"):
    return Results(Path(where), pd.DataFrame(rows))


def side(accuracies, first_seed=0, **more):
    return [row(first_seed + i, accuracy, **more) for i, accuracy in enumerate(accuracies)]


def found(old, new, quantity="accuracy", **more):
    (change,) = [
        each for each in changes(folder(old), folder(new), **more) if each.quantity == quantity
    ]
    return change


def moved(by):
    return [accuracy + by + 0.001 * (-1) ** i for i, accuracy in enumerate(HIGH)]


@pytest.mark.parametrize(
    ("by", "tolerance", "verdict"),
    [
        (-0.03, 0.01, "regression"),
        (-0.03, 0.05, "no regression"),  # surely worse, as surely within the tolerance
        (-0.009, 0.0095, "undecided"),  # surely worse, perhaps beyond
        (0.0, 0.01, "no regression"),
        (0.0, 0.0005, "undecided"),
        (0.02, 0.01, "improvement"),
    ],
)
def test_verdicts_of_accuracy(by, tolerance, verdict):
    assert found(side(HIGH), side(moved(by)), tolerance=tolerance).verdict == verdict


def test_paired_over_seeds_agrees_with_scipy():
    new = moved(-0.03)
    change = found(side(HIGH), side(new))
    expected = stats.ttest_rel(new, HIGH)
    assert change.p == pytest.approx(expected.pvalue)
    assert (change.low, change.high) == pytest.approx(tuple(expected.confidence_interval(0.95)))
    assert change.difference == pytest.approx(-0.03)
    assert "6 shared seeds" in change.test


def test_other_seeds_are_compared_by_welch_as_scipy_does():
    new = [0.95, 0.90, 0.93, 0.94]
    change = found(side(HIGH), side(new, first_seed=10))
    expected = stats.ttest_ind(new, HIGH, equal_var=False)
    assert change.p == pytest.approx(expected.pvalue)
    assert (change.low, change.high) == pytest.approx(tuple(expected.confidence_interval(0.95)))
    assert (change.n_old, change.n_new) == (6, 4)
    assert change.test.startswith("Welch")


def test_seeds_with_other_splits_are_not_paired():
    new = [each | {"data_sha256": "f" * 64} for each in side(HIGH)]
    assert found(side(HIGH), new).test.startswith("Welch")


def test_only_shared_seeds_are_paired():
    change = found(side(HIGH), side(moved(-0.03), first_seed=3))
    assert (change.n_old, change.n_new) == (3, 3)
    assert change.old == pytest.approx(np.mean(HIGH[3:]))


def test_the_bound_of_non_inferiority_is_the_90_percent_intervals():
    new = moved(-0.004)
    low = stats.ttest_rel(new, HIGH).confidence_interval(0.90).low
    assert found(side(HIGH), side(new), tolerance=-low + 1e-6).verdict == "no regression"
    undecided = found(side(HIGH), side(new), tolerance=-low - 1e-6)
    assert undecided.verdict == "undecided"
    assert "to decide takes at least about 7 runs a side" in undecided.reason


def test_a_loss_of_just_the_tolerance_is_no_regression():
    new = [accuracy - 0.01 for accuracy in HIGH]
    change = found(side(HIGH), side(new), tolerance=0.01)
    assert change.verdict == "undecided"
    assert "as large as the tolerance" in change.reason


@pytest.mark.parametrize("first_seed", [0, 10])
def test_equal_accuracies_are_no_regression_at_any_tolerance(first_seed):
    change = found(side([0.1] * 3), side([0.1] * 3, first_seed=first_seed), tolerance=0.0)
    assert (change.verdict, change.difference, change.p) == ("no regression", 0, 1)


@pytest.mark.parametrize("first_seed", [0, 10])
def test_equal_losses_by_one_image_are_no_certainty_and_large_ones_are(first_seed):
    one = found(side([0.9] * 2), side([0.8975] * 2, first_seed), tolerance=0.0)
    assert one.verdict == "undecided"
    large = found(side([0.9] * 6), side([0.7] * 6, first_seed))
    assert large.verdict == "regression"


def test_one_seed_decides_nothing():
    change = found(side([0.9]), side([0.5]))
    assert (change.verdict, change.p) == ("undecided", None)
    assert change.reason == "one seed tells nothing of the next"
    assert change.difference == pytest.approx(-0.4)


def test_holm_corrects_over_all_models():
    new = [
        accuracy + by
        for accuracy, by in zip(HIGH, (-0.09, 0.0, -0.04, -0.01, -0.05, -0.02), strict=True)
    ]
    p = stats.ttest_rel(new, HIGH).pvalue
    assert 0.025 < p < 0.05
    old = side(HIGH) + side(HIGH, model="mlp")
    change = found(side(HIGH), side(new))
    assert change.verdict == "regression"
    both = changes(folder(old), folder(side(new) + side(new, model="mlp")))
    accuracies = [each for each in both if each.quantity == "accuracy"]
    assert [each.verdict for each in accuracies] == ["undecided", "undecided"]
    assert [each.p for each in accuracies] == pytest.approx([2 * p, 2 * p])
    assert "Holm over 2 comparisons" in accuracies[0].test


def test_scores_are_compared_image_by_image(tmp_path):
    rng = np.random.default_rng(0)
    truth, sides = {}, []
    for name, share in (("old", 0.95), ("new", 0.85)):
        rows = []
        for seed in range(3):
            right = rng.random(400) < share
            scores = np.stack([~right, right], axis=1).astype(np.float32)
            run = tmp_path / name / "runs" / f"lenet-{seed}"
            run.mkdir(parents=True)
            np.savez(
                run / "scores.npz",
                scores=scores,
                y=np.ones(400, int),
                unit=np.arange(400) + 400 * seed,
            )
            truth[name, seed] = right
            rows.append(row(seed, right.mean()))
        sides.append(folder(rows, tmp_path / name))
    change = next(each for each in changes(*sides) if each.quantity == "accuracy")
    means = [truth["new", s].mean() - truth["old", s].mean() for s in range(3)]
    assert change.test.startswith("Student's t with the two-way clustered variance")
    assert change.difference == pytest.approx(np.mean(means))
    assert change.p == pytest.approx(stats.ttest_1samp(means, 0).pvalue)  # no image is shared


def test_another_key_forbids_accuracy_and_says_which_column():
    change = found(side(HIGH), side([0.1] * 6, n_classes=5))
    assert (change.verdict, change.old, change.difference) == ("not comparable", None, None)
    assert change.reason == "the runs differ in what must agree (n_classes: 10, 5)"


def test_an_older_table_without_keys_is_not_comparable():
    old = [
        {key: each[key] for key in ("run", "dataset", "model", "seed", "status", "accuracy")}
        for each in side(HIGH)
    ]
    change = found(old, side(HIGH))
    assert change.verdict == "not comparable"
    assert "pool_sha256: unknown, aaaaaaaaaaaa" in change.reason
    assert found(old, old).reason == "no run has its accuracy_key"


def test_contended_runs_count_for_accuracy_and_not_for_times():
    new = side(HIGH, status="contended", fit_seconds=100.0)
    assert found(side(HIGH), new).verdict == "no regression"
    times = found(side(HIGH), new, "fit_seconds")
    assert (times.verdict, times.reason) == ("not comparable", "no new times count")


def test_controls_are_left_out():
    control = {"dataset": "shuffled_labels(digits)", "control_of": "digits"}
    shuffled, killed = side([0.1] * 6, **control), row(9, None, status="timeout", **control)
    compared = changes(folder([*side(HIGH), *shuffled]), folder([*side(HIGH), *shuffled, killed]))
    assert {each.dataset for each in compared} == {"digits"}


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        (["ok"] * 3, ["ok", "contended", "ok"], "no regression"),
        (["ok"] * 3, ["ok", "timeout", "diverged"], "regression"),
        (["ok", "ok", "error"], ["ok", "error", "error"], "undecided"),
        (["ok", "ok", "error"], ["ok", "ok", "error"], "no regression"),
        (["ok", "ok", "error"], ["ok", "ok", "ok"], "improvement"),
    ],
)
def test_verdicts_of_runs(old, new, verdict):
    sides = [
        [row(seed, 0.9, status=status) for seed, status in enumerate(statuses)]
        for statuses in (old, new)
    ]
    assert found(*sides, "runs").verdict == verdict


def test_runs_that_failed_name_their_statuses():
    new = [*side(HIGH[:4]), row(4, None, status="timeout"), row(5, 0.1, status="chance")]
    change = found(side(HIGH), new, "runs")
    assert change.reason == "new: 1 timeout, 1 chance"
    assert found(side(HIGH), new).n_new == 4


def test_runs_that_were_put_off_did_not_fail():
    new = [*side(HIGH[:4]), row(4, None, status="skipped"), row(5, None, status="skipped")]
    change = found(side(HIGH), new, "runs")
    assert (change.verdict, change.n_old, change.n_new) == ("no regression", 6, 4)
    assert change.reason == "new: 2 skipped and left out"
    assert found(new, side(HIGH), "runs").verdict == "no regression"


def test_a_side_that_was_put_off_whole_is_not_comparable():
    change = found(side(HIGH), side([None] * 6, status="skipped"), "runs")
    assert (change.verdict, change.n_new) == ("not comparable", 0)
    assert change.reason == "new: 6 skipped and left out"


def test_no_run_that_ended_well_leaves_no_accuracy():
    change = found(side(HIGH), side([None] * 6, status="error"))
    assert (change.verdict, change.reason) == ("not comparable", "no new run ended well")


def test_a_model_in_one_folder_is_said_and_is_no_regression():
    old = side(HIGH) + side(HIGH, model="mlp")
    new = side(HIGH) + side(HIGH, dataset="mnist_5k")
    one = {
        each.reason: (each.dataset, each.model, each.quantity, each.verdict)
        for each in changes(folder(old), folder(new))
        if each.verdict == "not comparable"
    }
    assert one == {
        "gone: only the old folder has it": ("digits", "mlp", "runs", "not comparable"),
        "new: only the new folder has it": ("mnist_5k", "lenet", "runs", "not comparable"),
    }


def slowed(factor):
    return [each | {"fit_seconds": each["fit_seconds"] * factor} for each in side(HIGH)]


@pytest.mark.parametrize(
    ("factor", "slower", "verdict"),
    [
        (2.0, None, "slower"),
        (2.0, 1.5, "regression"),
        (1.2, 1.5, "slower"),
        (0.5, 1.5, "faster"),
        (1.001, 1.0, "no difference shown"),
    ],
)
def test_verdicts_of_times(factor, slower, verdict):
    assert found(side(HIGH), slowed(factor), "fit_seconds", slower=slower).verdict == verdict


def test_times_agree_with_scipy():
    change = found(side(HIGH), slowed(1.025), "fit_seconds")
    new = np.array(FAST) * 1.025
    raw = stats.mannwhitneyu(FAST, new, method="exact").pvalue
    assert change.p == pytest.approx(min(1, 3 * raw))  # the smallest of three
    assert (change.old, change.new) == pytest.approx((np.median(FAST), np.median(new)))


def test_images_are_timed_one_by_one():
    assert found(side(HIGH), side(HIGH), "image_seconds").old == pytest.approx(0.002025)


def test_few_runs_say_that_they_cannot_show_a_difference():
    change = found(side(HIGH[:3]), slowed(9)[:3], "fit_seconds", slower=1.5)
    assert change.verdict == "no difference shown"
    assert change.reason == "so few runs can show none: p is at least 0.3"
    one = found(side(HIGH[:1]), slowed(9)[:1], "fit_seconds", slower=1.5)
    assert (one.verdict, one.reason) == ("undecided", "one run tells nothing of the next")


def test_another_machine_or_size_forbids_times_and_not_accuracy():
    change = found(side(HIGH), side(HIGH, threads=4), "fit_seconds", slower=1.1)
    assert change.verdict == "not comparable"
    assert change.reason == "the runs differ in what must agree (threads: 2, 4)"
    assert found(side(HIGH), side(HIGH, threads=4)).verdict == "no regression"
    assert "n_train" in found(side(HIGH), side(HIGH, n_train=9), "fit_seconds").reason


def test_a_time_that_was_not_taken_is_not_listed():
    bare = [each | {"predict_one_seconds": None} for each in side(HIGH)]
    quantities = [each.quantity for each in changes(folder(bare), folder(bare))]
    assert quantities == ["runs", "accuracy", "fit_seconds", "image_seconds"]


def test_a_folder_against_itself_shows_no_regression():
    both = folder(side(HIGH) + side([0.1] * 6, model="majority"))
    verdicts = {each.verdict for each in changes(both, both, tolerance=0.0, slower=1.0)}
    assert verdicts == {"no regression", "no difference shown"}


def test_a_change_says_itself_in_one_sentence():
    change = Change(
        "digits",
        "lenet",
        "accuracy",
        "regression",
        0.98,
        0.96,
        -0.02,
        -0.025,
        -0.015,
        0.0012,
        "Welch's t",
        6,
        5,
    )
    assert change.text == (
        "lenet on digits, accuracy: regression, 98.00 % to 96.00 % (-2.00 points, 95 % interval "
        "-2.50 to -1.50 points, p is 0.001, Welch's t, 6 and 5 runs)."
    )
    assert change.as_dict()["text"] == change.text


MANY = [
    Change("digits", "mlp(hidden=(8, 8))", "runs", "not comparable", reason="gone | * new\nline"),
    Change(
        "digits", "lenet", "accuracy", "regression", 0.9, 0.8, -0.1, -0.2, -0.05, 0.01, "t", 6, 6
    ),
    Change("digits", "lenet", "fit_seconds", "slower", 1.5, 2.5, 1.0, p=0.02, test="U"),
    Change("digits", "<svm>", "accuracy", "undecided", 0.9, 0.9, 0.0),
]


def test_the_markdown_table_is_well_formed():
    text = changes_markdown(MANY)
    lines = [line.replace(r"\|", "") for line in text.splitlines() if line.startswith("|")]
    assert len(lines) == 2 + len(MANY)
    assert {line.count("|") for line in lines} == {13}
    assert "Verdicts: regression 1, slower 1, undecided 1, not comparable 1." in text
    assert r"| digits | \<svm\> | accuracy | undecided |" in text
    assert "\n- accuracy: t\n- fit\\_seconds: U\n" in text


def test_the_junit_report_parses():
    suite = Xml.fromstring(changes_junit(MANY)).find("testsuite")  # noqa: S314 - our own
    assert {key: suite.get(key) for key in ("tests", "failures", "errors", "skipped")} == {
        "tests": "4",
        "failures": "1",
        "errors": "0",
        "skipped": "1",
    }
    cases = {case.get("name"): case for case in suite}
    assert cases["lenet: accuracy"].find("failure").get("message") == MANY[1].text
    assert cases["mlp(hidden=(8, 8)): runs"].find("skipped") is not None
    assert cases["<svm>: accuracy"].find("system-out").text == MANY[3].text


def test_seconds_have_a_ratio_and_shares_have_none():
    assert MANY[2].ratio == pytest.approx(2.5 / 1.5)
    assert "1.67 times the old" in MANY[2].text
    assert MANY[1].ratio is None
