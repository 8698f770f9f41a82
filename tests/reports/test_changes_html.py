from pathlib import Path

import pandas as pd
import pytest
from page import addresses

from benchmark.keys import accuracy_key, timing_key
from benchmark.results import Results
from reports._blocks import Picture
from reports.changes import changes
from reports.changes_html import changes_html
from reports.chapters_of_changes import chapters_of_changes

NASTY = "<img src=x onerror=alert(1)>|_*`$\\frac{"
HIGH = [0.97, 0.98, 0.96, 0.975, 0.965, 0.97]


def side(accuracies, model="lenet", seconds=1.0, **more):
    made = [
        {
            "run": f"{model}-{seed}",
            "suite": "mine",
            "dataset": "digits",
            "model": model,
            "seed": seed,
            "status": "ok",
            "accuracy": accuracy,
            "n_train": 1000,
            "n_test": 400,
            "n_classes": 10,
            "fit_seconds": seconds + 0.01 * seed,
            "processor": "a processor",
            "cores": 2,
            "data_sha256": f"{seed:064x}",
            "pool_sha256": "a" * 64,
            "control_of": None,
        }
        | more
        for seed, accuracy in enumerate(accuracies)
    ]
    return [
        {"accuracy_key": accuracy_key(row), "timing_key": timing_key(row)} | row for row in made
    ]


def results(name, *sides):
    return Results(Path(name), pd.DataFrame([row for rows in sides for row in rows]))


def chapters(old, new, tolerance=0.01):
    found = changes(old, new, tolerance=tolerance)
    return {each.title: each.blocks for each in chapters_of_changes(found, old, new, tolerance)}


@pytest.fixture
def old():
    return results("old", side(HIGH), side(HIGH, "mlp(epochs=3)"))


@pytest.fixture
def new():
    lower = [each - 0.03 + 0.001 * (place % 2) for place, each in enumerate(HIGH)]
    return results(
        "new", side(lower, python="3.12"), side(HIGH, "mlp(epochs=3)", 2.0, python="3.12")
    )


def test_regressions_come_first_and_in_words(old, new):
    first, told, *_ = chapters(old, new)["What changed"]
    assert first.text.startswith("Verdicts: regression 1, no regression 3")
    assert told.text.startswith("lenet on digits, accuracy: regression, 97.00 % to 94.05 %")
    same = chapters(old, old)["What changed"][0]
    assert same.text.endswith("No regression is shown.")


def test_differences_are_drawn_with_interval_zero_and_tolerance(old, new):
    (picture,) = (
        each
        for each in chapters(old, new, 0.02)["What changed"]
        if isinstance(each, Picture) and each.name.startswith("accuracy")
    )
    axes = picture.figure.axes[0]
    assert [each.get_text() for each in axes.get_yticklabels()] == ["lenet", "mlp"]
    lines = {line.get_label(): line for line in axes.lines}
    assert lines["regression"].get_xdata() == pytest.approx([-2.95])
    assert lines["no regression"].get_xdata() == pytest.approx([0.0])
    (interval,) = (
        line
        for line in axes.lines
        if len(line.get_ydata()) == 2 and line.get_zorder() == 2 and line.get_ydata()[0] == 0
    )
    low, high = interval.get_xdata()
    # differences of 2.9 and 3.0 points in turn: SD 0.0548, t(0.975, 5) = 2.5706
    assert (low, high) == pytest.approx((-2.95 - 0.05748, -2.95 + 0.05748), abs=1e-4)
    (band,) = axes.patches
    assert (band.get_x(), band.get_width()) == pytest.approx((-2.0, 2.0))


def test_times_are_drawn_as_ratios_on_a_logarithmic_axis(old):
    slower = results("new", side(HIGH), side(HIGH, "mlp(epochs=3)", 2.0))
    (picture,) = (
        each
        for each in chapters(old, slower)["What changed"]
        if isinstance(each, Picture) and each.name.startswith("time")
    )
    axes = picture.figure.axes[0]
    assert axes.get_xscale() == "log"
    drawn = {
        (line.get_fillstyle(), *line.get_xdata()) for line in axes.lines if line.get_marker() == "o"
    }
    assert drawn == {("full", 2.025 / 1.025), ("none", 1.0)}


def test_environments_stand_side_by_side_and_differences_are_marked(old, new):
    _, grid = chapters(old, new)["Environment"]
    lines = grid.frame.set_index("fact")
    assert lines.loc["python"].tolist() == ["n/a", "3.12", "differs"]
    assert lines.loc["cores"].tolist() == ["2", "2", ""]
    _, grid = chapters(old, new)["Keys"]
    assert grid.frame[["data set", "key", "agree"]].to_numpy().tolist() == [
        ["digits", "accuracy key", ""],
        ["digits", "timing key", "differs"],
    ]


def test_what_cannot_be_compared_says_why(old, new):
    *_, grid = chapters(old, new)["All changes"]
    told = grid.frame[grid.frame["quantity"].eq("fit")]
    assert told["verdict"].tolist() == ["not comparable", "not comparable"]
    assert told["reason"].str.contains("python: unknown, 3.12").all()


def test_the_page_needs_no_other_file_and_is_the_same_each_time(old, new):
    found = changes(old, new)
    page = changes_html(found, old, new, tolerance=0.01)
    assert addresses(page) == []
    assert page == changes_html(found, old, new, tolerance=0.01)


def test_names_do_no_harm():
    old = results(NASTY, side(HIGH, NASTY, dataset=NASTY))
    page = changes_html(changes(old, old), old, old, tolerance=0.01)
    assert "<img src=x" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
