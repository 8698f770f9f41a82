"""Image files classified by what a run has learned, as a user asks for it."""

import json
import shutil
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np
import pytest
from program import run_program

from benchmark.kept_scores import kept_scores
from benchmark.plugins import DATASETS
from benchmark.usage_error import UsageError
from depthbench._classify import kept_by

LENET = "lenet(epochs=3)"
MLP = "mlp(epochs=2, hidden=(16,))"
BROKEN = '''"""A model whose weights cannot be kept."""
from dataclasses import dataclass
from models.majority import Majority as _Majority

@dataclass
class Broken(_Majority):
    """Always the same."""

    def save(self, path):
        path.write_text("half of it")
        raise OSError("no room\\nat all")
'''


def run_of(folder, model):
    rows = [json.loads(line) for line in (folder / "records.jsonl").read_text().splitlines()]
    (row,) = [row for row in rows if row["model"].startswith(model)]
    return row["run"], row


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Three runs with kept weights, or with the wish for them, and ten test images."""
    here = tmp_path_factory.mktemp("predict")
    (here / "broken.py").write_text(BROKEN)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(here)
        models = [LENET, MLP, "majority", "./broken.py"]
        words = [word for model in models for word in ("--model", model)]
        done = run_program("run", "smoke", *words, "--out", "out", "--keep-weights", status=1)
        (here / "stderr.txt").write_text(done.stderr)
    for number, image in enumerate(DATASETS.make("digits").load(0).test.x[:10]):
        cv2.imwrite(str(here / f"{number}.png"), image)
    return here


@pytest.fixture
def here(made, tmp_path, monkeypatch):
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_was_kept_is_said_in_the_row(made):
    said = {model: run_of(made / "out", model)[1]["weights"] for model in ("lenet", "majority")}
    assert said == {"lenet": "kept", "majority": "none"}
    run, _ = run_of(made / "out", "lenet")
    kept = json.loads((made / "out/runs" / run / "weights.json").read_text())
    assert kept["model"] == LENET
    assert (kept["dataset"], kept["seed"], kept["input_shape"]) == ("digits", 0, [8, 8, 1])
    assert kept["classes"] == list("0123456789")


def test_weights_that_cannot_be_kept_cost_the_run_nothing_but_the_exit_status(made):
    run, row = run_of(made / "out", "./broken")
    assert row["status"] in {"ok", "contended"}
    assert row["accuracy"] is not None
    assert row["weights"] == "failed: OSError: no room"
    said = (made / "stderr.txt").read_text()
    assert "weights not kept: ./broken.py on digits, seed 0: OSError: no room\n" in said
    left = {path.name for path in (made / "out/runs" / run).iterdir()}
    kept = {"scores.npz", "validation.npz", "mistakes.npz", "samples.json"}
    assert left == {*kept, "traceback.txt"}


@pytest.mark.parametrize("model", ["lenet", "mlp"])
def test_images_get_the_classes_that_the_run_gave_them(here, model):
    run, _ = run_of(here / "out", model)
    files = [f"{number}.png" for number in range(10)]
    said = run_program("predict", run, *files, "--folder", "out", "--top", "10", "--json").stdout
    answer = json.loads(said)
    assert (answer["run"], answer["folder"], answer["scores"]) == (run, "out", "probability")
    assert [image["file"] for image in answer["images"]] == files
    scores = kept_scores(Path("out/runs") / run / "scores.npz")["scores"][:10]
    for image, row in zip(answer["images"], scores, strict=True):
        found = {int(each["class"]): each["score"] for each in image["classes"]}
        assert next(iter(found)) == row.argmax()
        np.testing.assert_allclose([found[label] for label in range(10)], row, atol=1e-5)


def test_a_table_for_people(here):
    run, _ = run_of(here / "out", "lenet")
    shutil.copy("0.png", "[bold]zero.png")
    done = run_program("predict", f"out/runs/{run}", "[bold]zero.png", "1.png", "--top", "2")
    lines = [line.split() for line in done.stdout.splitlines() if "%" in line]
    assert len(lines) == 4
    scores = kept_scores(Path("out/runs") / run / "scores.npz")["scores"][:2]
    assert [lines[0][:2], lines[2][:2]] == [
        ["[bold]zero.png", str(scores[0].argmax())],
        ["1.png", str(scores[1].argmax())],
    ]
    assert lines[1][0] == str(scores[0].argsort()[-2])
    assert "probability" in done.stdout


def test_the_beginning_of_an_id_is_enough_where_one_run_begins_so(here):
    run, _ = run_of(here / "out", "mlp")
    words = ["predict", "digits-mlp", "0.png", "--folder", "out", "--json"]
    done = run_program(*words)
    assert json.loads(done.stdout)["run"] == run
    assert done.stderr == ""  # neither of devices nor of drivers
    said = refused("digits")
    assert "4 runs begin with 'digits': digits-broken" in said
    assert f", {run}" in said


@pytest.mark.skipif(find_spec("torch") is None, reason="PyTorch is not installed")
def test_another_backend_can_be_asked(here):
    run, _ = run_of(here / "out", "mlp")
    words = ["predict", run, "0.png", "--folder", "out", "--json", "--backend", "torch"]
    (image,) = json.loads(run_program(*words).stdout)["images"]
    scores = kept_scores(Path("out/runs") / run / "scores.npz")["scores"][0]
    assert image["classes"][0]["score"] == pytest.approx(scores.max(), abs=1e-5)


def test_a_file_that_is_no_image_is_named_and_the_others_are_classified(here):
    run, _ = run_of(here / "out", "mlp")
    Path("text.png").write_text("no image")
    words = ["predict", run, "text.png", "0.png", "none.png", "--folder", "out"]
    done = run_program(*words, status=1)
    assert done.stderr.splitlines()[-2:] == [
        "cannot use text.png: not an image: begins with b'no image'",
        "cannot read none.png: No such file or directory",
    ]
    assert "0.png" in done.stdout
    words = ["predict", run, "none.png", "--folder", "out", "--json"]
    (image,) = json.loads(run_program(*words, status=1).stdout)["images"]
    assert image["classes"] == []


def refused(*words):
    done = run_program("predict", *words, "0.png", "--folder", "out", status=2)
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("error: ")
    assert done.stdout == ""
    return done.stderr


def test_a_contended_run_could_have_kept_weights():
    row = {"status": "contended", "error": "other processes kept 1 core busy", "weights": None}
    with pytest.raises(UsageError, match="--keep-weights"):
        kept_by(row, Path("run"))


def test_a_damaged_file_and_one_of_another_run_are_refused(here):
    run, _ = run_of(here / "out", "lenet")
    other, _ = run_of(here / "out", "mlp")
    folder, file = Path("out/runs") / run, Path("out/runs") / run / "weights.keras"
    expected = json.loads((folder / "weights.json").read_text())["sha256"]
    data = file.read_bytes()
    file.write_bytes(data[:-1] + b"!")
    said = refused(run)
    assert f"{file} is damaged or of another run: expected sha256 {expected}, received" in said
    shutil.copy(f"out/runs/{other}/weights.keras", file)
    assert f"{file} is damaged or of another run" in refused(run)
    shutil.copy(f"out/runs/{other}/weights.json", folder)
    assert f"expected {folder}/weights.json of {LENET} on digits, seed 0, received" in refused(run)
    (folder / "weights.json").write_text("{")
    assert f"{folder}/weights.json is damaged: expected dataset, model" in refused(run)
    (folder / "weights.json").unlink()
    assert f"{folder}/weights.json is gone" in refused(run)
    shutil.copy(f"out/runs/{other}/weights.json", f"out/runs/{other}/weights.keras")
    assert f"{other}/weights.keras is damaged" in refused(other)
    Path(f"out/runs/{other}/weights.keras").unlink()
    assert f"{other}/weights.keras is gone" in refused(other)


def test_a_run_that_kept_none_says_why(here):
    run, _ = run_of(here / "out", "majority")
    assert f"{run} kept no weights: its model has none" in refused(run)
    run, _ = run_of(here / "out", "./broken")
    assert f"{run} kept no weights: OSError: no room" in refused(run)
    assert "expected --top of 1 or more, received 0" in refused(run, "--top", "0")
    assert "unknown run 'digit_'; the nearest is 'digits-" in refused("digit_")
    assert "expected a run's id before --folder" in refused(f"out/runs/{run}")


def test_the_wish_is_remembered_and_what_was_made_before_it_is_said(in_tmp):
    words = ["run", "smoke", "--model", MLP, "--out", "out"]
    run_program(*words)
    run, row = run_of(in_tmp / "out", "mlp")
    assert row["weights"] is None
    cv2.imwrite("0.png", np.zeros((8, 8), np.uint8))
    assert "`depthbench run ... --keep-weights`" in refused(run)
    asked = run_program(*words, "--keep-weights").stderr
    assert "no weights were kept of 1 run made before; --again repeats it\n" in asked
    assert "accuracy" in run_program(*words, "--again").stderr  # the wish is remembered
    run_program("predict", run, "0.png", "--folder", "out")
    run_program(*words, "--again", "--no-keep-weights")
    assert not (in_tmp / "out/runs" / run / "weights.keras").exists()
    assert json.loads((in_tmp / "out/suite.json").read_text())["keep_weights"] is False
