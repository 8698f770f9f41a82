"""A table of an older schema lacks columns; everything that is made of it bears that."""

import re

import pandas as pd
import pytest

from benchmark.results import Results
from reports.changes import changes
from reports.changes_html import changes_html
from reports.chapters_of import chapters_of
from reports.evidence import Evidence
from reports.write_board import write_board
from reports.write_report import write_report

NAMES = ["dataset", "model", "seed", "status", "schema_version"]
FIRST = [  # what rows of schema 1 had
    *("suite", "run", *NAMES, "error", "accuracy", "log_loss", "macro_f1", "top5_error"),
    *("n_train", "n_validation", "n_test", "n_classes", "parameters_learned"),
    *("parameters_fitted", "parameters_fixed", "connections", "macs", "fit_seconds", "family"),
    *("peak_mib", "backend", "device", "data_sha256", "started_at", "processor", "cores"),
]


@pytest.fixture
def whole(table):
    """The same with a failure and a control."""
    row = table.iloc[[3]]
    failed = row.assign(model="mlp", run="mlp-0", status="error", error="no", accuracy=None)
    control = {"dataset": "shuffled_labels", "control_of": "digits", "status": "chance"}
    learned = row.assign(run="x", leak_p=0.4, initial_loss=2.4, **control)
    return pd.concat([table, failed.astype(table.dtypes), learned], ignore_index=True)


def read(folder, table):
    folder.mkdir()
    table.assign(schema_version=1).to_parquet(folder / "table.parquet")
    return Results.read(folder)


@pytest.mark.parametrize("kept", [FIRST, NAMES, [*NAMES, "accuracy"]])
def test_everything_can_be_written(tmp_path, whole, kept):
    old, new = read(tmp_path / "old", whole[kept]), read(tmp_path / "new", whole)
    write_board(Evidence(old), tmp_path / "board.html")
    page = changes_html(changes(old, new), old, new, tolerance=0.01)
    texts = [write_report(Evidence(old)).with_name("report.md").read_text(), page]
    texts.append((tmp_path / "board.html").read_text())
    for text in texts:
        assert not re.findall(r"[|>] *(?:nan|NaN|None|<NA>) *[|<]", text)


@pytest.mark.parametrize(
    "lost", [["family"], ["n_classes"], ["device", "precision"], ["suite", "error", "started_at"]]
)
def test_a_column_may_be_lacking_where_its_neighbours_are_there(tmp_path, whole, lost):
    evidence = Evidence(read(tmp_path / "old", whole.drop(columns=lost)))
    assert chapters_of(evidence)
    write_board(evidence, tmp_path / "board.html")


def test_what_was_measured_is_ranked_without_the_columns_that_came_later(tmp_path, whole):
    (board,) = Evidence(read(tmp_path / "old", whole[[*FIRST, "control_of"]])).boards
    assert board.standings["accuracy"].tolist() == pytest.approx([0.98333333, 0.97, 0.1])
    assert board.standings["tier"].tolist() == [1, 1, 2]
    assert board.standings["validation_accuracy"].isna().all()


def test_rows_without_an_accuracy_are_not_ranked(tmp_path, whole):
    (board,) = Evidence(read(tmp_path / "old", whole.drop(columns="n_test"))).boards
    assert board.standings.empty
    reasons = board.unranked.set_index("model")["reason"]
    assert reasons["majority"] == "0 seeds of 3 ended well (3 without accuracy or n_test)"
