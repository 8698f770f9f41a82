"""`depthbench plan`, and `depthbench run --budget`."""

import json
from pathlib import Path

import pytest
from program import run_program
from trees.images import make

import depthbench.run
from benchmark.choices import Choices
from benchmark.pace import Pace
from depthbench._plan import Plan
from depthbench._request import Request
from depthbench._scout import Scouting

MINE = '''"""A model of my own."""
import time
from dataclasses import dataclass
from models.majority import Majority as _Majority

@dataclass
class Mine(_Majority):
    """Always the same."""
'''
HANGS = MINE + "    def fit(self, *a, **k): time.sleep(600)\n"
RAISES = MINE + "    def fit(self, *a, **k): raise ValueError('no luck')\n"


@pytest.fixture
def here(in_tmp):
    for name, text in (("mine", MINE), ("hangs", HANGS), ("raises", RAISES)):
        (in_tmp / f"{name}.py").write_text(text)
    return in_tmp


def test_a_plan_for_programs(here):
    before = sorted(here.iterdir())
    words = ["smoke", "--model", "./mine.py", "--model", "mlp(epochs=50)", "--seeds", "6"]
    found = json.loads(run_program("plan", *words, "--json").stdout)
    mine, mlp = found["models"]
    assert (mine["model"], mine["runs"], mine["pilot_epochs"]) == ("./mine.py", 6, None)
    assert (mlp["model"], mlp["runs"], mlp["pilot_epochs"]) == ("mlp(epochs=50)", 6, 2)
    assert mlp["seconds"] == pytest.approx(mlp["first_seconds"] + 5 * mlp["later_seconds"])
    asked = found["asked"]
    total = mine["seconds"] + mlp["seconds"] + found["ending_seconds"]
    assert asked["low_seconds"] < asked["seconds"] < asked["high_seconds"]
    assert asked["seconds"] == pytest.approx(total)
    assert asked["command"] == (
        "depthbench run smoke --model ./mine.py --model 'mlp(epochs=50)' --seeds 6"
    )
    (visible,) = asked["visible"]
    assert visible["least_pair"] == ["./mine.py", "mlp(epochs=50)"]
    assert 0 < visible["least"] < 0.5
    assert found["proposal"] == asked
    assert sorted(here.iterdir()) == before


def test_a_plan_for_people_ends_in_the_command(here):
    done = run_program("plan", "smoke", "--model", "./mine.py", "--budget", "30m")
    assert "into 30m fits: " in done.stdout.replace("\n", " ")
    command, seeds = done.stdout.splitlines()[-1].rsplit(" ", 1)
    assert command == "depthbench run smoke --model ./mine.py --seeds"
    assert int(seeds) >= 6


def test_people_s_own_images_are_planned_for(in_tmp):
    make(in_tmp / "pets")
    words = ("--data", "pets", "--size", "8", "--model", "majority", "--json")
    found = json.loads(run_program("plan", "smoke", *words).stdout)
    own = f"images(path='{in_tmp}/pets', size='8')"
    command = f'depthbench run smoke --model majority --dataset "{own}"'
    assert found["asked"]["command"].startswith(command)
    assert not list(in_tmp.rglob("results"))


def test_a_failed_pilot_and_a_budget_too_small(here):
    done = run_program("plan", "smoke", "--model", "./raises.py", "--budget", "1s", status=1)
    assert "the pilot of ./raises.py on digits failed: error: ValueError: no luck" in done.stderr
    assert "nothing fits into 1s: the least, 2 seeds" in done.stdout


@pytest.mark.parametrize("command", ["plan", "run"])
def test_a_malformed_budget_is_wrong_use(here, command):
    done = run_program(command, "smoke", "--budget", "20", status=2)
    assert done.stderr == "error: expected a time as 20m, 90s, 2h or 1h30m, received '20'\n"


def test_the_command_is_quoted_and_whole():
    request = Request(
        "quick", {"models": ["mlp(epochs=3)"], "seeds": None}, controls=True, words=("--x", "y z")
    )
    wanted = "depthbench run quick --model 'mlp(epochs=3)' --seeds 7 --controls --x 'y z'"
    assert request.command(seeds=7) == wanted
    legible = "--dataset \"subset(dataset='digits', train=500)\""
    assert legible in request.command(datasets=["subset(dataset='digits', train=500)"])


SUITE = '''"""A suite of my own."""
from dataclasses import dataclass
from benchmark.suites._base import Suite

@dataclass(frozen=True)
class Mine(Suite):
    """One model on digits."""

    datasets: tuple[str, ...] = ("digits",)
    models: tuple[str, ...] = ("majority",)
    seeds: int = 6
'''


def test_the_folder_of_a_suite_by_path_has_its_last_word(in_tmp):
    (in_tmp / "suites").mkdir()
    (in_tmp / "suites/my_suite.py").write_text(SUITE)
    request = Request("./suites/my_suite.py")
    pace = Pace("digits", "majority", 10.0, 10.0, 0.0, 9.0, n_train=1000, n_classes=10)
    choices = Choices(request.specs, [pace], 0.0)
    plan = Plan(request, Scouting((pace,), 0.0, 0.0, {}), choices, 36.4)
    assert plan.command(plan.proposal).endswith(" --out results/my_suite-50-percent")


def scouted(monkeypatch, seconds):
    found = []

    def scout(specs, *_):
        found.append(len(specs))
        models = dict.fromkeys((spec.dataset, spec.model) for spec in specs)
        return Scouting(tuple(Pace(*each, seconds, seconds) for each in models), 0.0, 0.0, {})

    monkeypatch.setattr("depthbench._budget.scout", scout)
    return found


def run(budget, model="./mine.py", **changes):
    models = [model, "majority"] if model == "./mine.py" else [model]
    options = {"model": models, "seeds": 4, "out": Path("out"), **changes}
    depthbench.run.command("smoke", budget=budget, **options)
    return kept()


def kept():
    lines = Path("out/records.jsonl").read_text().splitlines()
    return {(row["model"], row["seed"]): row for row in map(json.loads, lines)}


def test_a_run_keeps_whole_seeds_within_its_budget(here, monkeypatch, capsys):
    pilots = scouted(monkeypatch, 600.0)  # a seed takes 1,200 seconds, 1,320 at the upper end
    rows = run("1h")
    skipped = {key: row["error"] for key, row in rows.items() if row["status"] == "skipped"}
    reason = "the budget of 1h allows 2 of 4 seeds"
    assert skipped == {(m, seed): reason for m in ("./mine.py", "majority") for seed in (2, 3)}
    assert "4 runs were put off" in capsys.readouterr().err
    assert "skipped" not in {row["status"] for row in run(None).values()}
    run("1h")
    assert pilots == [8]  # none without a budget, none where nothing is left to do


def test_a_budget_without_a_seed_is_refused_and_writes_nothing(here, monkeypatch):
    scouted(monkeypatch, 1e6)
    with pytest.raises(ValueError, match="expected a budget in which one seed fits, received 1h"):
        run("1h")
    assert not Path("out").exists()


def test_once_the_budget_is_spent_a_run_is_stopped_and_none_starts(here, monkeypatch):
    scouted(monkeypatch, 0.0)
    with pytest.raises(SystemExit, match="1"):
        run("3s", "./hangs.py")
    rows = list(kept().values())
    assert [row["status"] for row in rows] == ["timeout", *["skipped"] * 3]
    assert 0 <= float(rows[0]["error"].split()[2]) <= 3
    assert {row["error"] for row in rows[1:]} == {"the budget of 3s was spent"}


def test_again_within_a_budget_keeps_the_rows_that_it_does_not_repeat(here, monkeypatch):
    run(None)
    scouted(monkeypatch, 600.0)
    rows = run("1h", again=True)
    assert len(rows) == 8
    assert not {row["status"] for row in rows.values()} & {"skipped", "void"}
    lines = map(json.loads, Path("out/records.jsonl").read_text().splitlines())
    void = {(row["model"], row["seed"]) for row in lines if row["status"] == "void"}
    assert void == {(model, seed) for model in ("./mine.py", "majority") for seed in (0, 1)}


def test_ctrl_c_during_the_pilot_leaves_again_to_be_done(here, monkeypatch, capsys):
    def interrupted(*_):
        raise KeyboardInterrupt

    words = ["run", "smoke", "--again", "--budget", "1h"]
    monkeypatch.setattr("sys.argv", ["depthbench", *words])
    monkeypatch.setattr("depthbench._budget.scout", interrupted)
    with pytest.raises(SystemExit, match="130"):
        run("1h", again=True)
    assert capsys.readouterr().err.endswith(f"Go on with: depthbench {' '.join(words)}\n")
