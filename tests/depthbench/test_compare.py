"""`depthbench compare`, as a user or a CI types it."""

import json
import subprocess
import sys
from xml.etree import ElementTree as Xml

import pandas as pd
import pytest
from program import run_program

from benchmark.keys import accuracy_key, timing_key


def rows(accuracies, seconds=1.0, **more):
    made = [
        {
            "run": f"lenet-{seed}",
            "dataset": "digits",
            "model": "lenet",
            "seed": seed,
            "status": "ok",
            "error": "",
            "control_of": None,
            "accuracy": accuracy,
            "n_train": 1000,
            "n_test": 400,
            "n_classes": 10,
            "fit_seconds": seconds + 0.01 * seed,
            "processor": "a processor",
            "data_sha256": f"{seed:064x}",
            "pool_sha256": "a" * 64,
            "schema_version": 2,
        }
        | more
        for seed, accuracy in enumerate(accuracies)
    ]
    return [
        {"accuracy_key": accuracy_key(row), "timing_key": timing_key(row)} | row for row in made
    ]


@pytest.fixture
def here(in_tmp):
    folders = {
        "good": rows([0.97, 0.98, 0.96, 0.975, 0.965, 0.97]),
        "bad": rows([0.93, 0.94, 0.93, 0.935, 0.925, 0.92]),
        "slow": rows([0.97, 0.98, 0.96, 0.975, 0.965, 0.97], seconds=2.0),
        "failed": rows([0.97, 0.98], status="error"),
        "other": rows([0.97, 0.98], model="mlp"),
    }
    for name, table in folders.items():
        (in_tmp / name).mkdir()
        pd.DataFrame(table).to_parquet(in_tmp / name / "table.parquet")
    return in_tmp


def test_a_folder_against_itself_passes(here):
    done = run_program("compare", "good", "good")
    assert "| digits | lenet | accuracy | no regression |" in done.stdout
    assert done.stderr == ""


def test_a_loss_of_accuracy_fails_and_names_the_model(here):
    done = run_program("compare", "good", "bad", status=1)
    assert done.stderr.startswith("regression: lenet on digits, accuracy: regression, 97.00 % to")
    assert done.stderr.count("\n") == 1
    assert run_program("compare", "good", "bad", "--tolerance", "0.1").stderr == ""


def test_times_fail_only_when_asked(here):
    assert "| slower |" in run_program("compare", "good", "slow").stdout
    assert (
        "fit_seconds" in run_program("compare", "good", "slow", "--slower", "1.5", status=1).stderr
    )


def test_runs_that_no_longer_end_well_fail(here):
    done = run_program("compare", "good", "failed", status=1)
    assert "lenet on digits, runs: regression" in done.stderr
    assert "new: 2 error" in done.stderr
    assert "no accuracy could be compared\n" in done.stderr


def test_json_into_a_file(here):
    done = run_program(
        "compare", "good", "bad", "--format", "json", "--out", "changes.json", status=1
    )
    assert done.stdout == ""
    answer = json.loads((here / "changes.json").read_text())
    assert [each["verdict"] for each in answer if each["quantity"] == "accuracy"] == ["regression"]
    assert all(each["text"].endswith(".") for each in answer)


def test_junit(here):
    done = run_program("compare", "good", "bad", "--format", "junit", status=1)
    suite = Xml.fromstring(done.stdout).find("testsuite")  # noqa: S314 - our own
    assert suite.get("failures") == "1"


def test_a_page_lies_in_the_new_folder_or_where_it_is_asked_for(here):
    done = run_program("compare", "good", "bad", "--html", status=1)
    assert done.stdout == "comparison: bad/compare.html\n"
    assert done.stderr.startswith("regression: lenet on digits")
    page = (here / "bad" / "compare.html").read_text()
    assert "lenet on digits, accuracy: regression, 97.00 % to" in page
    done = run_program("compare", "good", "bad", "--format", "html", "--out", "x.html", status=1)
    assert done.stdout == "comparison: x.html\n"
    assert (here / "x.html").read_text() == page


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["good", "bad", "--html", "--format", "json"],
            "expected --html or --format json, received both",
        ),
        (["good", "nowhere"], "no results in nowhere"),
        (["good", "other"], "nothing to compare: no model on a data set is in both good and other"),
        (["good", "bad", "--tolerance", "1"], "expected --tolerance from 0 to below 1, received 1"),
        (["good", "bad", "--tolerance", "nan"], "received nan"),
        (["good", "bad", "--slower", "0.5"], "expected --slower of 1 or more, received 0.5"),
        (["good", "bad", "--format", "jsn"], "unknown format 'jsn'; the nearest is 'json'"),
        (["good", "bad", "--out", "no/where.md"], "cannot use no/where.md"),
    ],
)
def test_wrong_use_is_one_line(here, words, message):
    done = run_program("compare", *words, status=2)
    assert message in done.stderr
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_help_says_the_exit_status_and_loads_nothing_heavy(here):
    code = (
        "import sys; sys.argv[0] = 'depthbench'\nfrom depthbench.__main__ import main\n"
        "try: main()\nexcept SystemExit: pass\nprint('\\nLOADED', *sorted(sys.modules))"
    )
    words = [sys.executable, "-c", code, "compare", "--help"]
    out = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    assert "Exit status: 1 if something regressed" in out
    loaded = set(out.rpartition("LOADED")[2].split())
    assert not {"numpy", "pandas", "scipy", "sklearn"} & loaded
