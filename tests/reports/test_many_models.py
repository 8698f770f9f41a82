"""What is shown where there is more than one would read."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmark.plugins import SECTIONS
from benchmark.results import Results
from reports._blocks import Grid, Picture
from reports.evidence import Evidence

MODELS = [f"lenet(epochs={n})" for n in range(1, 13)] + ["sift_svm"]  # the later the better
CLASSES = 40


class Kept(Results):
    """A folder in which 1 of 10 images of each odd class is taken for the class before it."""

    def predictions(self, run):  # noqa: ARG002 - the same of each
        y = np.repeat(np.arange(CLASSES), 10)
        wrong = (y % 2 == 1) & (np.arange(400) % 10 == 0)
        names = np.array([f"c{place}" for place in range(CLASSES)])
        return {"y": y, "predicted": y - wrong, "unit": np.arange(400), "classes": names}

    def hits(self, run):  # noqa: ARG002 - accuracies are those of the table
        return None

    def history(self, run):
        accuracies = [0.5, 0.9] if run.startswith("lenet") else []
        return [
            {"epoch": n, "clock": float(n), "val_accuracy": each}
            for n, each in enumerate(accuracies, 1)
        ]


@pytest.fixture
def table(table):
    of_model = dict(list(table.groupby(table["model"].str.partition("(")[0])))
    some = [of_model[model.partition("(")[0]] for model in MODELS]
    return pd.concat(
        each.assign(
            model=model,
            run=[f"{model}-{seed}" for seed in range(3)],
            accuracy=[0.8 + place / 100 + seed / 1000 for seed in range(3)],
        )
        for place, (model, each) in enumerate(zip(MODELS, some, strict=True))
    )


def body(name, table):
    return SECTIONS.make(name).body(Evidence(Kept(Path("nowhere"), table)))


def grids(name, table):
    return {block.name: block for block in body(name, table) if isinstance(block, Grid)}


def picture(name, table):
    (found,) = (block for block in body(name, table) if isinstance(block, Picture))
    return found


def test_claims_of_neighbours_are_shown_and_all_are_folded(table):
    found = grids("claims", table)
    shown = found["claims_of_neighbours"].frame["what can be said"].tolist()
    assert len(shown) == 12
    assert shown[0].startswith("sift_svm and lenet(epochs=12) cannot be separated: +1.00")
    assert shown[11].startswith("lenet(epochs=2) and lenet(epochs=1) cannot be separated: +1.00")
    assert (len(found["claims"].frame), found["claims"].summary) == (78, "All 78 pairs")


def test_few_claims_are_all_shown(table):
    found = grids("claims", table[table["model"].isin(MODELS[-3:])])
    assert {name: (len(each.frame), each.summary) for name, each in found.items()} == {
        "claims": (3, "")
    }


def test_failures_are_counted_by_reason(table):
    ended = {"status": "contended", "error": "others kept 1.0 cores busy"}
    found = grids("failures", table.assign(**ended))
    counted = found["failures_by_reason"].frame
    assert counted.to_dict("records") == [{**ended, "runs": "39", "models": "13"}]
    assert (len(found["failures"].frame), found["failures"].summary) == (39, "All 39 of them")


def test_classes_of_the_best_are_shown_and_of_all_are_folded(table):
    found = grids("errors", table)
    shown, folded = found["classes_1_best"].frame, found["classes_1"]
    ends = ["mean of all models", "worst to best"]
    assert list(shown) == ["class", "sift_svm", "lenet(epochs=12)", *ends]
    assert shown.iloc[0].tolist() == ["c1", *["90.00 %"] * 3, "90.00 to 90.00 %"]
    assert shown.iloc[-1].tolist() == ["c38", *["100.00 %"] * 3, "100.00 to 100.00 %"]
    assert (folded.frame.shape, folded.summary) == ((40, 14), "All 13 models")


def test_the_classes_that_are_confused_most_are_drawn(table):
    found = picture("errors", table)
    assert found.words.endswith("Of 40 classes, these are the 20 that are most often confused")
    axes = found.figure.axes[0]
    names = [label.get_text() for label in axes.get_xticklabels()]
    assert names == [f"c{place}" for place in range(20)] + ["(all others)"]
    shares = [each.get_text() for each in axes.texts]
    assert shares.count("100") == 11  # c0, c2 ... and of all others, which are not told apart
    assert shares.count("90") == shares.count("10") == 10
    assert len(shares) == 31


def test_curves_of_models_that_rank_low_have_no_name(table):
    found = picture("training", table)
    assert found.words.endswith("; in grey, without names, 3 that rank below these")
    (legend,) = found.figure.legends
    named = [each.get_text() for each in legend.get_texts()]
    assert named == [f"lenet(epochs={n})" for n in range(12, 3, -1)]
    assert len(found.figure.axes[0].lines) == 12
    drawn = found.figure.axes[0].lines[3:]
    looks = {(line.get_color(), line.get_linestyle()) for line in drawn}
    assert len(looks) == 9
