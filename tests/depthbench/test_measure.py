"""What a machine does, in files small enough to keep."""

import pandas as pd
from program import run_program


def test_suites_are_summed_up_with_what_lies_there_already(in_tmp):
    few = ["--model", "majority", "--model", "logistic", "--seeds", "1"]
    run_program("run", "smoke", *few, "--out", "kept/mine")
    done = run_program("measure", "kept", "--suite", "smoke", "--seeds", "1")
    assert "to keep: kept/README.md, mine.csv, smoke.csv" in done.stdout
    text = (in_tmp / "kept" / "README.md").read_text()
    assert text.startswith("# cpu beside ")
    assert "depthbench measure kept --suite smoke --seeds 1" in text
    for heading in ("## smoke: Ranking", "## smoke: Costs", "## smoke: Environment"):
        assert text.count(heading) == 2
    assert "![" not in text  # pictures would have to be kept, too
    assert len(pd.read_csv(in_tmp / "kept" / "mine.csv")) == 2
    again = run_program("measure", "kept", "--suite", "smoke", "--seeds", "1")
    assert "every run has its row" in again.stderr


def test_an_unknown_suite_is_refused(in_tmp):
    assert "unknown suite" in run_program("measure", "kept", "--suite", "x", status=2).stderr
