"""What the doctor found stands in the report, and a leak beside every verdict."""

import pandas as pd
import pytest

from benchmark.diagnosis import Diagnosis
from benchmark.finding import Finding
from benchmark.plugins import SECTIONS
from benchmark.results import Results
from benchmark.write_merged import write_merged
from reports._blocks import Grid, Heading, Paragraph
from reports.changes import changes
from reports.chapters_of_board import chapters_of_board
from reports.evidence import Evidence

LEAK = "12 of 60 test images have an exact copy in training"
SAID = f"a leak from training to test was allowed: {LEAK}"
FOUND = (
    Finding("stop", LEAK, "remove them", ("a = b", "c = d", "e = f", "g = h"), 12, leak=True),
    Finding("warning", "2 classes too small", "add images", count=2),
    Finding("note", "1 file: 16 bits became 8", "nothing"),
)


@pytest.fixture
def folder(tmp_path, table):
    table.to_parquet(tmp_path / "table.parquet")
    return tmp_path


def body(folder, name):
    return SECTIONS.make(name).body(Evidence.read(folder))


def texts(blocks):
    return [block.text for block in blocks if isinstance(block, Paragraph | Heading)]


def test_findings_are_listed_with_what_to_do(folder):
    Diagnosis.write([Diagnosis("digits", FOUND, leak_allowed=True)], folder)
    said, grid = body(folder, "doctor")
    assert said.text == (
        "digits: 1 reason to stop, 1 warning, 1 note. The leak was allowed, and is said beside "
        "every verdict."
    )
    assert grid.frame.to_dict("records")[:2] == [
        {
            "severity": "stop",
            "what was found": LEAK,
            "what to do": "Remove them",
            "for example": "a = b, c = d, e = f ...",
        },
        {
            "severity": "warning",
            "what was found": "2 classes too small",
            "what to do": "Add images",
            "for example": "",
        },
    ]


def test_that_nothing_was_found_is_said_and_that_nobody_looked_is_not(folder):
    assert body(folder, "doctor") == []
    Diagnosis.write([Diagnosis("digits", ())], folder)
    assert texts(body(folder, "doctor")) == ["digits: nothing was found."]


@pytest.mark.parametrize("rows", [slice(None), slice(None, None, 3)])  # all seeds, and one
def test_a_leak_stands_beside_every_verdict(folder, table, rows):
    table[rows].to_parquet(folder / "table.parquet")
    assert "leak" not in " ".join(texts(body(folder, "answer")))
    Diagnosis.write([Diagnosis("digits", FOUND, leak_allowed=True)], folder)
    evidence = Evidence.read(folder)
    assert all(claim.text.endswith(f"; beware: {SAID}") for claim in evidence.claims)
    assert all(claim.as_dict()["leak"] == SAID for claim in evidence.claims)
    heading, answer, *_ = texts(body(folder, "answer"))
    assert heading.endswith(", with a leak")
    assert SAID in answer
    assert texts(body(folder, "ranking"))[0].endswith(f" Beware: {SAID}.")
    (grid,) = (block for block in body(folder, "claims") if isinstance(block, Grid))
    assert all(SAID in said for said in grid.frame["what can be said"])
    boards = {chapter.title: chapter.blocks for chapter in chapters_of_board(evidence)}
    assert SAID in boards["digits"][0].text


def test_it_is_said_where_there_is_no_answer(folder, table):
    table[table["family"] != "deep"].to_parquet(folder / "table.parquet")
    Diagnosis.write([Diagnosis("digits", FOUND, leak_allowed=True)], folder)
    heading, said, *_ = texts(body(folder, "answer"))
    assert heading == "digits: no answer, as only shallow models are ranked"
    assert said.endswith(f"ranked; beware: {SAID}.")


def test_the_leak_of_another_data_set_is_its_own(folder):
    Diagnosis.write([Diagnosis("mnist", FOUND, leak_allowed=True)], folder)
    assert "leak" not in " ".join(texts(body(folder, "answer")))


def test_a_subset_leaks_as_what_it_is_of(folder, table):
    subset = "subset(dataset='digits', train=50)"
    table.assign(dataset=subset).to_parquet(folder / "table.parquet")
    Diagnosis.write([Diagnosis("digits", FOUND, leak_allowed=True)], folder)
    assert SAID in texts(body(folder, "answer"))[1]


def test_warnings_are_no_leak(folder):
    Diagnosis.write([Diagnosis("digits", FOUND[1:])], folder)
    assert "leak" not in " ".join(texts(body(folder, "answer")))


def test_a_comparison_says_it_of_accuracies(folder, tmp_path):
    Diagnosis.write([Diagnosis("digits", FOUND, leak_allowed=True)], folder)
    sides = [Results.read(folder)] * 2
    said = {each.quantity: each.text for each in changes(*sides) if each.model == "sift_svm"}
    assert said["accuracy"].endswith(f"; {SAID}.")
    assert "leak" not in said["fit_seconds"]


def test_merged_results_keep_it(tmp_path, table):
    for name, seeds in (("a", [0, 1]), ("b", [2])):
        (tmp_path / name).mkdir()
        own = table[table["seed"].isin(seeds)]
        pd.DataFrame(own).to_parquet(tmp_path / name / "table.parquet")
    Diagnosis.write([Diagnosis("digits", FOUND, leak_allowed=True)], tmp_path / "b")
    write_merged([tmp_path / "a", tmp_path / "b"], tmp_path / "c")
    assert SAID in texts(body(tmp_path / "c", "answer"))[1]
