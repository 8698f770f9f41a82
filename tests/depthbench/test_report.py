"""`depthbench report` and `board` of one and of several folders, as a user types them."""

import json

import pandas as pd
import pytest
from program import run_program


def rows(model, accuracies, first_seed=0, **more):
    return [
        {
            "run": f"digits-{model}-{seed}",
            "dataset": "digits",
            "model": model,
            "seed": seed,
            "status": "ok",
            "accuracy": accuracy,
            "n_test": 400,
            "family": "deep" if model == "lenet" else "shallow",
            "data_sha256": f"{seed:064x}",
            "accuracy_key": "a" * 12,
            "started_at": "2026-01-02T03:04:05+00:00",
            "schema_version": 2,
        }
        | more
        for seed, accuracy in enumerate(accuracies, first_seed)
    ]


def fill(folder, *tables):
    folder.mkdir()
    made = [row for table in tables for row in table]
    (folder / "records.jsonl").write_text("".join(json.dumps(row) + "\n" for row in made))


@pytest.fixture
def here(in_tmp):
    fill(in_tmp / "shallow", rows("sift_svm", [0.97, 0.98, 0.96]))
    asked = [["digits", "sift_svm", seed] for seed in range(5)]
    (in_tmp / "shallow" / "suite.json").write_text(json.dumps({"specs": asked}))
    later = {"started_at": "2026-02-02T00:00:00+00:00"}
    fill(in_tmp / "deep", rows("lenet", [0.9, 0.91, 0.9]), rows("sift_svm", [0.99], 2, **later))
    fill(in_tmp / "other", rows("sift_svm", [0.5, 0.5, 0.5], accuracy_key="b" * 12, n_classes=3))
    fill(in_tmp / "newer", rows("sift_svm", [0.5], schema_version=3))
    (in_tmp / "empty").mkdir()
    (in_tmp / "begun").mkdir()
    (in_tmp / "begun" / "suite.json").write_text("{}")
    return in_tmp


def test_several_folders_give_one_report_that_can_be_made_again(here):
    done = run_program("report", "shallow", "deep")
    merged = here / "results" / "merged"
    assert done.stderr == "merged: 6 runs, without 1 of which another folder has a later one\n"
    assert done.stdout.splitlines() == [
        "table:  results/merged/table.parquet",
        "report: results/merged/report/index.html",
    ]
    table = pd.read_parquet(merged / "table.parquet").set_index("run")
    assert table.loc["digits-sift_svm-2", "accuracy"] == 0.99
    assert not (here / "shallow" / "report").exists()
    page = (merged / "report" / "report.md").read_text()
    assert "sift\\_svm beats lenet by 7.67 points" in page  # means of 98.00 and 90.33 %
    assert "Asked for, and without a row: 2 runs." in page
    run_program("report", "results/merged")
    assert (merged / "report" / "report.md").read_text() == page


def test_a_claim_of_a_merged_folder_names_where_its_runs_lie(here):
    run_program("report", "shallow", "deep", "--out", "both")
    shown = run_program("why", "lenet-vs-sift_svm-on-digits", "both").stdout
    assert f"runs: {here}/deep/runs/\n  digits-lenet-0\n" in shown
    assert f"runs: {here}/shallow/runs/\n  digits-sift_svm-0\n  digits-sift_svm-1\n" in shown
    answer = json.loads(run_program("why", "lenet-vs-sift_svm-on-digits", "both", "--json").stdout)
    assert answer["runs"][0]["folder"] == f"{here}/deep/runs/digits-lenet-0"


def test_what_differs_in_its_keys_is_not_ranked_and_said(here):
    run_program("report", "shallow", "other", "--out", "both")
    page = (here / "both" / "report" / "report.md").read_text()
    assert "refused: the runs have different accuracy keys, by n\\_classes (none, 3)" in page
    assert page.count("| ../other |") == 1


def test_json(here):
    answer = json.loads(run_program("report", "shallow", "deep", "--out", "x", "--json").stdout)
    page = "x/report/index.html"
    assert answer == {"report": page, "written": {"html": page}}
    answer = json.loads(run_program("board", "shallow", "--json").stdout)
    assert answer == {"board": "shallow/board.html"}


def test_a_board_lies_in_its_folder_or_where_it_is_asked_for(here):
    assert run_program("board", "shallow").stdout == "board: shallow/board.html\n"
    assert "lenet" not in (here / "shallow" / "board.html").read_text()
    assert run_program("board", "shallow", "deep").stdout == "board: results/board.html\n"
    run_program("board", "shallow", "deep", "--out", "mine.html")
    assert "lenet" in (here / "mine.html").read_text()
    assert sorted(each.name for each in (here / "results").iterdir()) == ["board.html"]


@pytest.mark.parametrize("command", ["report", "board"])
@pytest.mark.parametrize(
    ("folders", "message"),
    [
        (["shallow", "nowhere"], "no results in nowhere: there is no such folder"),
        (["shallow", "./shallow"], "expected different folders, received shallow twice"),
        (["shallow", "empty"], "no results in empty: expected records.jsonl or table.parquet"),
        (["begun"], "no results in begun yet: no run has ended"),
        (["newer"], "newer/records.jsonl has schema version 3, newer than this program's 2"),
        (["shallow", "newer"], "has schema version 3, newer than this program's 2"),
        (["shallow/records.jsonl"], "no results in shallow/records.jsonl: it is a file"),
    ],
)
def test_wrong_use_is_one_line(here, command, folders, message):
    done = run_program(command, *folders, status=2)
    assert message in done.stderr
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
    assert not (here / "results").exists()


def test_a_report_is_not_written_into_what_it_merges(here):
    done = run_program("report", "shallow", "deep", "--out", "deep", status=2)
    assert done.stderr == "error: expected --out outside of deep, received deep\n"
    assert not (here / "deep" / "sources.json").exists()
