"""The command line, as a user types it."""

import json
import os
import re
import signal
import subprocess
import sys
import time

import pandas as pd
import pytest
from program import arguments, run_program

from benchmark.plugins import SUITES

MINE = '''"""A model of my own."""
from dataclasses import dataclass
from models.majority import Majority as _Majority

@dataclass
class Mine(_Majority):
    """Always the same."""
'''
SLOW = MINE.replace("from dataclasses", "import time\nfrom dataclasses") + (
    "    def fit(self, *a, **k): time.sleep(0.3); super().fit(*a, **k)\n"
)
RAISES = MINE + "    def fit(self, *a, **k): raise ValueError('no luck')\n"


@pytest.fixture
def here(in_tmp):
    (in_tmp / "mine.py").write_text(MINE)
    (in_tmp / "slow.py").write_text(SLOW)
    (in_tmp / "raises.py").write_text(RAISES)
    (in_tmp / "quits.py").write_text("raise SystemExit(0)")
    (in_tmp / "prints.py").write_text("print('chatter')\n" + MINE)
    return in_tmp


@pytest.mark.parametrize(
    "words", [["--help"], ["list", "models"], ["list", "sections"], ["run", "--help"]]
)
def test_help_and_list_load_nothing_heavy(words):
    code = (
        "import sys; sys.argv[0] = 'depthbench'\nfrom depthbench.__main__ import main\n"
        "try: main()\nexcept SystemExit: pass\nprint('\\nLOADED', *sorted(sys.modules))"
    )
    out = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=True
    )
    loaded = set(out.stdout.rpartition("LOADED")[2].split())
    assert not {"keras", "tensorflow", "cv2", "pandas", "numpy", "sklearn", "matplotlib"} & loaded


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("models", "lenet"),
        ("datasets", "mnist_5k"),
        ("metrics", "top5_error"),
        ("checks", "leaked_copies"),
        ("studies", "trunk_peaking"),
        ("suites", "quick"),
        ("sections", "ranking"),
    ],
)
def test_list(kind, name):
    assert re.search(rf"^{name} +\w", run_program("list", kind).stdout, flags=re.MULTILINE)
    assert json.loads(run_program("list", kind, "--json").stdout)[name].endswith((".", "?"))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["list", "model"], "unknown kind 'model'; the nearest is 'models'"),
        (
            ["run", "quik"],
            f"unknown suite 'quik'; the nearest is 'quick'; known: {', '.join(SUITES.names)}",
        ),
        (["run", "--model", "lenett"], "unknown model 'lenett'; the nearest is 'lenet'"),
        (["run", "--dataset", "mnist5k"], "unknown dataset 'mnist5k'; the nearest is 'mnist_5k'"),
        (["run", "--model", "mlp(hiden=1)"], "the nearest is 'hidden'"),
        (["run", "--model", "mlp(hidden=(1,)"], "malformed spec 'mlp(hidden=(1,)' at character 4"),
        (
            ["run", "--backend", "tensorflwo"],
            "unknown backend 'tensorflwo'; the nearest is 'tensorflow'",
        ),
        (["run", "--seeds", "0"], "expected seeds of 1 to 10,000, received 0"),
        (
            ["run", "--timeout", "-1"],
            "expected a timeout above 0 and up to 1,000,000 seconds, received -1",
        ),
        (["run", "--seeds", "9" * 20], "expected seeds of 1 to 10,000"),
        (["run", "--model", "./quits.py"], "cannot import './quits.py': SystemExit: 0"),
        (["run", "--target", "2"], "expected --target above 0 and up to 1, received 2"),
        (["run", "--first-seed", "-1"], "expected first_seed of 0 to 1,000,000,000, received -1"),
        (["why", "x", "nowhere"], "no results in nowhere"),
        (["run", "--timeout", "inf"], "received inf"),
        (["run", "--timeout", "nan"], "received nan"),
        (["run", "quick(seeds=0)"], "expected seeds of 1 to 10,000, received 0"),
        (["run", f"quick(seeds={10**20})"], "expected seeds of 1 to 10,000"),
        (["run", "--out", "mine.py/x"], "cannot write"),
        (["run", "--out", "/proc/nowhere"], "cannot write"),
        (["run", "--model", "./nothing.py"], "no such file: './nothing.py'"),
        (["report", "nowhere"], "no results in nowhere"),
        (
            ["report", "nowhere", "--format", "lattex"],
            "unknown format 'lattex'; the nearest is 'latex'; known: html, pdf, latex, notebook",
        ),
        (["show", "lenett"], "unknown model 'lenett'"),
        (["show", "lenet", "--input", "32x32"], "expected --input as HEIGHTxWIDTHxCHANNELS"),
        (["show", "lenet", "--classes", "1"], "expected --classes of 2 or more, received 1"),
    ],
)
def test_wrong_use_is_one_line_and_writes_nothing(here, words, message):
    before = sorted(here.rglob("*"))
    done = run_program(*words, status=2)
    assert message in done.stderr
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
    assert sorted(here.rglob("*")) == before


def test_a_backend_that_is_not_installed_is_said_with_its_extra(here):
    code = (
        "import sys, importlib.util as u; find = u.find_spec\n"
        "u.find_spec = lambda name, *a: None if name == 'jax' else find(name, *a)\n"
        "sys.argv[0] = 'depthbench'\nfrom depthbench.__main__ import main\nmain()"
    )
    words = [sys.executable, "-c", code, "run", "--backend", "jax"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == (
        "error: backend 'jax' is not installed; install it with: pip install '.[jax]'\n"
    )
    assert not (here / "results").exists()


def test_show_as_json():
    shown = json.loads(run_program("show", "lenet", "--input", "32x32x1", "--json").stdout)
    assert shown["parameters"] == {"learned": 61_706, "fitted": 0, "fixed": 0}
    assert (shown["macs"], shown["activations"]) == (416_520, 6_518)
    columns = {"name", "output", "parameters", "connections", "macs", "activations"}
    assert columns == set(shown["layers"][0])


def test_show_as_a_table():
    shown = run_program("show", "sift_svm(words=64)").stdout
    assert "8,192" in shown
    assert "total" in shown


def test_dry_run_writes_nothing(here):
    out = run_program("run", "smoke", "--model", "./mine.py", "--seeds", "2", "--dry-run").stdout
    assert "./mine.py on digits, seed 1" in out
    assert "2 runs to do, in results/smoke" in out
    asked = run_program("run", "smoke", "--model", "./prints.py", "--dry-run", "--json").stdout
    assert json.loads(asked) == [["digits", "./prints.py", 0]]
    assert not (here / "results").exists()


def test_smoke_end_to_end(here):
    done = run_program("run", "smoke", "--json")
    answer = json.loads(done.stdout)
    assert {row["status"] for row in answer["runs"]} <= {"ok", "contended"}
    table = pd.read_parquet(here / "results/smoke/table.parquet")
    assert len(table) == 6
    assert table.set_index("model").loc["logistic", "accuracy"] > 0.9
    assert (table["peak_mib"] > 50).all()
    assert (here / "results/smoke/report/index.html").is_file()
    assert (here / "results/smoke/report/report.md").is_file()
    assert done.stderr.count("seed 0:") == 6  # no terminal: a plain line a run
    phases = table.filter(regex="^phase_").astype(float).sum(axis=1)
    assert phases.div(table["total_seconds"]).between(0.98, 1).all()


def test_a_model_by_path_runs_and_a_second_run_does_only_what_is_missing(here):
    words = ["run", "smoke", "--model", "./mine.py", "--out", "out"]
    assert "[1/1]" in run_program(*words).stderr
    assert run_program(*words).stderr == "every run has its row; --again repeats them\n"
    assert run_program(*words, "--seeds", "3").stderr.count("accuracy") == 2
    assert run_program(*words, "--seeds", "3", "--again").stderr.count("accuracy") == 3
    assert len(pd.read_parquet(here / "out/table.parquet")) == 3


def test_a_failed_run_gives_exit_status_1_and_a_row(here):
    words = ["run", "smoke", "--model", "./raises.py", "--model", "./mine.py", "--out", "out"]
    done = run_program(*words, status=1)
    assert "failed: ./raises.py on digits, seed 0: error: ValueError: no luck" in done.stderr
    assert pd.read_parquet(here / "out/table.parquet")["accuracy"].notna().tolist() == [False, True]
    assert "ValueError: no luck" in (here / "out/report/report.md").read_text()
    assert "--again" in run_program(*words, status=1).stderr


def test_controls_run_beside_the_models(here):
    words = [
        "run",
        "smoke",
        "--model",
        "mlp(hidden=(64,), epochs=10, batch_size=32)",
        "--out",
        "out",
    ]
    answer = json.loads(run_program(*words, "--controls", "--json").stdout)
    rows = {(row["control_of"], row["model"].partition("(")[0]): row for row in answer["runs"]}
    floors = {"majority", "class_prior", "logistic", "random_features"}
    assert {model for control, model in rows if control is None} == floors | {"mlp"}
    shuffled = {model: row for (control, model), row in rows.items() if control == "digits"}
    assert set(shuffled) == {"mlp", "logistic", "random_features"}
    assert {row["status"] for row in shuffled.values()} == {"chance"}
    assert shuffled["mlp"]["one_batch_accuracy"] > 0.9
    assert 1 < shuffled["mlp"]["initial_loss"] < 4
    assert "Did it learn?" in (here / "out/report/report.md").read_text()


def test_other_seeds(here):
    words = ["run", "smoke", "--model", "majority", "--seeds", "2", "--first-seed", "6"]
    assert "majority on digits, seed 7" in run_program(*words, "--dry-run").stdout


def test_a_folder_of_another_suite_is_refused(here):
    run_program("run", "smoke", "--model", "majority", "--out", "out")
    done = run_program("run", "quick", "--out", "out", status=2)
    assert "out holds results of suite 'smoke', not 'quick'; choose another --out" in done.stderr


def test_a_row_cut_short_is_said_and_done_again(here):
    words = ["run", "smoke", "--model", "./mine.py", "--seeds", "2", "--out", "out"]
    run_program(*words)
    path = here / "out/records.jsonl"
    path.write_bytes(path.read_bytes()[:-20])
    done = run_program(*words)
    assert "the last line of records.jsonl was cut short: its run is done again" in done.stderr
    assert done.stderr.count("accuracy") == 1
    assert len(path.read_text().splitlines()) == 2


def test_report_is_made_again_from_the_table(here):
    run_program("run", "smoke", "--model", "./mine.py", "--out", "out")
    for name in ("report/index.html", "report/report.md", "records.jsonl"):
        (here / "out" / name).unlink()
    html = "out/report/index.html"
    assert json.loads(run_program("report", "out", "--json").stdout) == {
        "report": html,
        "written": {"html": html},
    }
    assert (here / "out/report/report.md").is_file()
    more = ["--format", "notebook", "--format", "html", "--format", "latex"]
    written = json.loads(run_program("report", "out", *more, "--json").stdout)["written"]
    assert written == {
        "html": html,
        "latex": "out/report/report.tex",
        "notebook": "out/report/notebook.ipynb",
    }
    assert all((here / path).is_file() for path in written.values())


@pytest.fixture
def _interruptible():
    """Let children hear Ctrl-C, also where the tests run in the background and do not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.alone
@pytest.mark.usefixtures("_interruptible")
@pytest.mark.parametrize("rows", [0, 3])
def test_ctrl_c_keeps_the_rows_and_says_how_to_go_on(here, rows):
    words = ["run", "smoke", "--model", "./slow.py", "--seeds", "50", "--out", "out"]
    command = arguments(*words, "--again")
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        wait_for_rows(here / "out", rows, process)
        while process.poll() is None and not (here / "out/worker.log").exists():
            time.sleep(0.02)  # before a worker starts, --again may not have done its part
        os.killpg(process.pid, signal.SIGINT)  # to all processes, as a terminal does
        rest = process.stderr.read()
    assert process.returncode == 130
    assert f"Go on with: depthbench {' '.join(words)}\n" in rest
    assert "Traceback" not in rest
    assert rows <= len(done(here / "out")) <= rows + 1


def test_again_that_was_interrupted_goes_on_without_it(here):
    words = ["run", "smoke", "--model", "./slow.py", "--seeds", "6", "--out", "out"]
    run_program(*words)
    process = subprocess.Popen(arguments(*words, "--again"), stderr=subprocess.DEVNULL)
    wait_for_rows(here / "out", 8, process)
    process.kill()
    process.wait()
    repeated = len(done(here / "out")) - 6
    assert run_program(*words).stderr.count("accuracy") == 6 - repeated
    assert len(pd.read_parquet(here / "out/table.parquet")) == 6


def done(folder):
    path = folder / "records.jsonl"
    lines = path.read_text().splitlines() if path.exists() else []
    return [line for line in lines if '"status": "void"' not in line]


def wait_for_rows(folder, rows, process):
    while process.poll() is None and (
        not (folder / "suite.json").exists() or len(done(folder)) < rows
    ):
        time.sleep(0.02)


@pytest.mark.parametrize("rows", [0, 2, 5])
def test_killed_and_run_again_it_ends_as_if_never_killed(here, rows):
    words = ["run", "smoke", "--model", "logistic", "--model", "./slow.py", "--seeds", "4"]
    process = subprocess.Popen(arguments(*words, "--out", "killed"), stderr=subprocess.DEVNULL)
    wait_for_rows(here / "killed", rows, process)
    process.kill()
    process.wait()
    assert len(done(here / "killed")) < 8
    run_program(*words, "--out", "killed")
    run_program(*words, "--out", "whole")
    columns = ["dataset", "model", "seed", "status", "accuracy", "log_loss", "data_sha256"]
    killed, whole = (
        pd.read_parquet(here / each / "table.parquet")[columns].replace(
            {"status": {"contended": "ok"}}
        )  # the machine's doing, different each time
        for each in ("killed", "whole")
    )
    pd.testing.assert_frame_equal(killed, whole)
    assert len(done(here / "killed")) == 8


def test_more_workers_than_cores_are_refused(in_tmp):
    done = run_program("run", "smoke", "--workers", "10000", status=2)
    assert "one a core, received 10000" in done.stderr
    assert not (in_tmp / "results").exists()
