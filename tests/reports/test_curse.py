"""What the report says of studies, and of images with noise."""

import numpy as np
import pandas as pd
import pytest

from benchmark.kept_study import KeptStudy
from benchmark.panel import Panel
from benchmark.plugins import SECTIONS
from benchmark.point import Point
from benchmark.results import Results
from reports._blocks import Grid, Heading, Paragraph, Picture
from reports.evidence import Evidence

WORDS = {"title": "A line", "claim": "It rises.", "limits": "It ends.", "paper": "Euclid"}
POINTS = (
    Point("height", "a line", 1.0, 2.0, 1.5, 2.5, 2.1),
    Point("height", "a line", 10.0, 3.0, 2.9, 3.1, 9.0),
    Point("height", "a line", 100.0, theory=20.0, note="not simulated"),
    Point("height", "never hit", 1.0, 0.0, None, 0.25, 1e-9),
    Point("slope", "a line", None, 0.5, 0.4, 0.6, 0.55, "of two points"),
)


class Kept(Results):
    """No scores, and no studies on disk."""

    studies = ()

    def hits(self, run):  # noqa: ARG002 - accuracies are those of the table
        return None


@pytest.fixture
def results(tmp_path, table):
    return Kept(tmp_path, table)


def study(**changes):
    made = {"status": "ok", "error": "", "outcome": POINTS, **changes}
    panels = (Panel("height", "steps", "height (m)"),)
    outcome = made.pop("outcome")
    return KeptStudy(
        "mine",
        0,
        "",
        words=WORDS,
        panels=panels,
        outcome=outcome,
        seconds=1.0,
        started_at="2026",
        **made,
    )


def body(results, *studies):
    more = type("More", (Kept,), {"studies": studies})
    return SECTIONS.make("curse").body(Evidence(more(results.folder, results.table)))


def text(blocks):
    return " ".join(block.text for block in blocks if isinstance(block, Heading | Paragraph))


def test_a_study_says_claim_agreement_and_limits(results):
    said = text(body(results, study()))
    assert said == (
        "A line It rises. (Euclid) Theory lies in 2 of 3 intervals (95 %). Where it does not hold: "
        "It ends."
    )


def test_theory_is_a_line_and_measurements_are_marks_with_intervals(results):
    (picture,) = (each for each in body(results, study()) if isinstance(each, Picture))
    (axes,) = picture.figure.axes
    lines = {line.get_label(): line for line in axes.lines}
    assert lines["a line: theory"].get_xydata().tolist() == [[1, 2.1], [10, 9], [100, 20]]
    assert lines["never hit: at the most"].get_xydata().tolist() == [[1, 0.25]]
    (bars,) = axes.containers
    assert bars.get_label() == "a line: measured"
    (segments,) = (part.get_segments() for part in bars.lines[2])
    ends = [[float(y) for _, y in each] for each in segments]
    assert ends == [pytest.approx([1.5, 2.5]), pytest.approx([2.9, 3.1])]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("steps", "height (m)")
    assert picture.svg.startswith("<?xml")


def test_numbers_of_whole_curves_stand_in_a_table_of_their_own(results):
    single, every = (each.frame for each in body(results, study()) if isinstance(each, Grid))
    assert single.to_numpy().tolist() == [
        ["slope", "a line", "0.5", "0.4 to 0.6", "0.55", "of two points"]
    ]
    assert every["measured"].tolist() == ["2", "3", "n/a", "0", "0.5"]
    assert every["95 % interval"].tolist()[2:4] == ["n/a", "up to 0.25"]


def test_a_study_that_failed_is_said(results):
    said = text(body(results, study(status="error", error="ValueError: no", outcome=())))
    assert said == "A line The study mine failed: ValueError: no."


def test_a_study_without_theory_says_so(results):
    blind = (Point("height", "a line", 1.0, 2.0, 1.5, 2.5),)
    assert "There is no theory to hold" in text(body(results, study(outcome=blind)))


def noisy(table, model, accuracies, rows):
    """Give the runs of a model on a data set with rows of noise, a seed an accuracy."""
    run = table.iloc[3].to_dict()
    return [
        run
        | {
            "run": f"{model}-{rows}-{seed}",
            "dataset": f"noisy(rows={rows})",
            "model": model,
            "family": "shallow",
            "seed": seed,
            "accuracy": accuracy,
            "train_accuracy": 0.99,
            "input_shape": f"{8 + rows}x8x1",
        }
        for seed, accuracy in enumerate(accuracies)
    ]


WHOLE = "selected_svm(kept=0)"
ACCURACIES = {
    WHOLE: ([0.90, 0.91, 0.92], [0.80, 0.81, 0.83]),
    "nearest_neighbours": ([0.90, 0.91, 0.89], [0.91, 0.92, 0.90]),
    "pca_svm": ([0.90, 0.92, 0.91], [0.85, 0.86, 0.88]),
    "selected_svm(kept=16)": ([0.70, 0.71, 0.72], [0.70, 0.71, 0.72]),
}


@pytest.fixture
def growing(tmp_path, table):
    rows = [
        row
        for model, (few, many) in ACCURACIES.items()
        for row in [*noisy(table, model, few, 0), *noisy(table, model, many, 8)]
    ]
    return Kept(tmp_path, pd.DataFrame(rows))


def test_growth_is_said_with_its_interval_or_that_there_is_none(growing):
    said = text(body(growing))
    assert (
        f"{WHOLE}: +9.67 points (95 % interval +8.23 to +11.10, 3 seeds, paired) of test " in said
    )
    assert "from 64 to 128 dimensions." in said
    assert (
        "nearest_neighbours: -1.00 points (95 % interval -1.00 to -1.00, 3 seeds, paired) of test "
        "error from 64 to 128 dimensions: here the claim does not hold, as it falls."
    ) in said


def test_remedies_are_held_against_the_machine_on_all_dimensions(growing):
    said = text(body(growing))
    assert "They go down to different numbers of dimensions (16, 64)" in said
    assert "With 128 dimensions: pca_svm -5.00 points (95 % interval -5.00 to -5.00" in said
    assert "it helps; selected_svm(kept=16) +10.33 points" in said
    assert "no difference shown" in said.partition("With 64 dimensions")[2]


def of(growing, *models, **called):
    """Keep the runs of some models, and call some otherwise."""
    table = growing.table[growing.table["model"].isin([*models, *called.values()])]
    names = {old: new for new, old in called.items()}
    return Kept(growing.folder, table.assign(model=table["model"].replace(names)))


def test_one_remedy_is_held_against_the_machine_on_all_dimensions_by_name(growing):
    said = text(body(of(growing, WHOLE, "pca_svm")))
    assert (
        "Remedies: fewer dimensions pca_svm goes down to 64 dimensions, under a linear machine; "
        f"what changes in test error against that machine on all dimensions, {WHOLE}: With 64"
    ) in said
    assert "differ, too" not in said


def test_remedies_alone_are_held_against_nothing(growing):
    said = text(body(of(growing, "pca_svm", "selected_svm(kept=16)")))
    assert said == (
        "Remedies: fewer dimensions pca_svm, selected_svm: down to 16, 64 dimensions. The linear "
        "machine on all dimensions, selected_svm(kept=0), is not ranked here, so that there is "
        "nothing to hold this against."
    )


def test_a_machine_on_all_dimensions_with_other_settings_is_named_and_they_are_said(growing):
    table = growing.table
    own = "selected_svm(kept=0, penalties=(0.5,))"
    renamed = Kept(growing.folder, table.assign(model=table["model"].replace(WHOLE, own)))
    said = text(body(of(renamed, own, "pca_svm")))
    assert (
        f"against that machine on all dimensions, {own}: (beware: the penalties that these "
        "machines choose from differ, too) With 64 dimensions: pca_svm"
    ) in said


def test_a_model_of_ones_own_is_told_by_how_its_error_grows(growing):
    said = text(body(of(growing, mine="nearest_neighbours")))
    assert said == (
        "Training and test error as dimensions are added digits: rows of noise are added to the "
        "images, which say nothing of the class. Training error is of images that were learned "
        "from (1,000 at the most), test error of others; intervals (95 %, Student's) are over "
        "seeds. There is no closed form here; the claim is that test error grows. mine: -1.00 "
        "points (95 % interval -1.00 to -1.00, 3 seeds, paired) of test error from 64 to 128 "
        "dimensions: here the claim does not hold, as it falls."
    )


def test_training_and_test_error_stand_side_by_side(growing):
    picture, remedies = (each for each in body(growing) if isinstance(each, Picture))
    left, right = picture.figure.axes
    assert left.get_ylabel() == "training error (%)"
    assert right.get_ylabel() == "test error (%)"
    whole = next(each for each in right.containers if each.get_label() == WHOLE)
    np.testing.assert_allclose(whole.lines[0].get_xydata(), [[64, 9], [128, 100 - 244 / 3]])
    assert {each.get_label() for each in remedies.figure.axes[1].containers} == {
        "pca_svm",
        "selected_svm(kept=16)",
    }
    assert remedies.svg.startswith("<?xml")


def test_training_errors_that_older_tables_lack_are_not_drawn(growing):
    older = Kept(growing.folder, growing.table.drop(columns="train_accuracy"))
    picture = next(each for each in body(older) if isinstance(each, Picture))
    assert [len(axes.containers) for axes in picture.figure.axes] == [0, 2]


def test_one_number_of_noise_rows_is_no_curve(growing):
    one = growing.table[growing.table["dataset"].eq("noisy(rows=8)")]
    assert body(Kept(growing.folder, one)) == []


def test_nothing_is_said_where_there_is_nothing(results):
    assert body(results) == []
