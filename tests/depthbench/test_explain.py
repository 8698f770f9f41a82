"""`depthbench explain`, as a user asks for it."""

import json
import shutil
import signal
from pathlib import Path

import cv2
import pytest
from program import run_program

from benchmark.plugins import DATASETS

MEANS = '''"""The class whose mean image is nearest, and where it is near."""
import os
from dataclasses import dataclass, replace
import numpy as np
from models import Classifier as _Classifier, Cost, LayerCost

@dataclass
class Means(_Classifier):
    """Means of classes."""

    family = "shallow"
    evidence_method = "cam"
    layers_with_weights = ("means",)

    def fit(self, train, validation, *, n_classes, seed):
        x = train.x[..., 0].astype(np.float32) / 255
        means = np.stack([x[train.y == label].mean(axis=0) for label in range(n_classes)])
        self.means = means - means.mean(axis=0)

    def scores(self, x):
        return np.einsum("nhw,chw->nc", x[..., 0] / np.float32(255), self.means)

    def cost(self, shape, n_classes):
        return Cost((LayerCost("means", (n_classes,)),))

    def randomised(self, layers, seed):
        other = replace(self)
        other.means = np.random.default_rng(seed).normal(size=self.means.shape)
        return other

    def evidence(self, x, classes):
        if "DIE_OF_EVIDENCE" in os.environ:
            os.kill(os.getpid(), 9)
        return x[..., 0] / np.float32(255) * self.means[classes]

    def kernel_banks(self):
        return {"means": self.means[..., None]}
'''
LENET = "lenet(epochs=2)"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Runs of a model by hand, a network and the majority."""
    here = tmp_path_factory.mktemp("explain")
    (here / "means.py").write_text(MEANS)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(here)
        words = ["--model", "./means.py", "--model", LENET, "--model", "majority", "--seeds", "1"]
        run_program("run", "smoke", *words, "--out", "out", "--keep-weights")
    for number, image in enumerate(DATASETS.make("digits").load(0).test.x[:2]):
        cv2.imwrite(str(here / f"{number}.png"), image)
    return here


@pytest.fixture
def here(made, tmp_path, monkeypatch):
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def explain(*words):
    return json.loads(run_program("explain", *words, "--folder", "out", "--json").stdout)


def names(told):
    return [Path(file).name for file in told["files"]]


def test_a_network_is_explained_beside_the_others_and_reported(here):
    told = explain("digits-lenet", "--n", "20")
    (folder,) = Path("out/runs").glob("digits-lenet*")
    assert told["run"] == folder.name
    assert (told["model"], told["had_by"], told["method"]) == (LENET, "kept weights", "grad_cam")
    assert told["beside"] == ["./means.py"]
    assert told["faithfulness"]["images"] == 20
    assert {Path(file).parent for file in told["files"]} == {folder / "explanations"}
    pictures = ["curves", "disagreements", "feature_maps_1", "feature_maps_2", "feature_maps_3"]
    pictures += ["kernels", "one_class", "top_classes"]
    assert names(told)[:8] == [f"{name}.png" for name in pictures]
    assert all(cv2.imread(file) is not None for file in told["files"][:8])
    run_program("report", "out")
    assert "What the networks see" in Path("out/report/report.md").read_text()
    assert Path("out/report/figures/explained_1_top_classes.png").is_file()


def test_files_and_classes_that_were_asked_for_are_shown(here):
    words = ["--image", "1.png", "--image", "0.png", "--class", "7", "--n", "0", "--others", "0"]
    told = explain("digits-means", *words, "--out", "seen")
    assert names(told) == [
        "kernels.png",
        "one_class.png",
        "top_classes.png",
        "explanations.json",
        "sheets.npz",
    ]
    assert told["had_by"] == "fitted again; the same scores"
    facts = json.loads(Path("seen/explanations.json").read_text())
    sheets = {sheet["name"]: sheet["strips"] for sheet in facts["sheets"]}
    assert [strip["captions"][0] for strip in sheets["top_classes"]] == ["1.png", "0.png"]
    assert [strip["label"] for strip in sheets["one_class"]] == ["7", "", ""]


def test_images_of_ones_own_are_looked_at_instead(here):
    for name in ("3", "none"):
        for number in range(6):
            Path("mine", name).mkdir(parents=True, exist_ok=True)
            shutil.copy(f"{number % 2}.png", Path("mine", name, f"{number}.png"))
    told = explain("digits-means", "--data", "mine", "--n", "2", "--others", "0")
    assert told["faithfulness"]["images"] == 2


def test_another_model_whose_weights_are_damaged_is_left_out(here):
    (weights,) = Path("out/runs").glob("digits-lenet*/weights.keras")
    weights.write_text("damaged")
    words = ["explain", "digits-means", "--folder", "out", "--n", "0"]
    done = run_program(*words, "--json")
    assert json.loads(done.stdout)["beside"] == []
    assert f"{LENET} is not shown beside: " in done.stderr
    run_program("explain", "digits-lenet", "--folder", "out", "--n", "0", status=2)


def test_kept_weights_are_enough_for_a_file_when_the_images_are_gone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    x = DATASETS.make("digits").load(0).train
    for number in range(200):
        Path("mine", str(x.y[number] % 2)).mkdir(parents=True, exist_ok=True)
        cv2.imwrite(f"mine/{x.y[number] % 2}/{number}.png", x.x[number])
    cv2.imwrite("one.png", x.x[0])
    words = ["--seeds", "1", "--out", "out", "--keep-weights"]
    run_program("run", "--data", "mine", "--model", "lenet(epochs=30)", *words)
    shutil.move("mine", "elsewhere")
    words = ["explain", "images-lenet", "--folder", "out", "--n", "0"]
    run_program(*words, status=2)
    done = run_program(*words, "--image", "one.png", "--json")
    assert "top_classes.png" in names(json.loads(done.stdout))
    assert "without the run's own images: cannot load" in done.stderr


def test_people_read_sentences(here):
    done = run_program("explain", "digits-means", "--folder", "out", "--n", "5", "--others", "0")
    lines = done.stdout.splitlines()
    assert lines[0] == "./means.py: fitted again; the same scores"
    assert lines[1].startswith("By insertion (softmax of margins, 5 images), the map (CAM)")
    assert lines[2].endswith("explanations/curves.png")
    assert done.stderr == ""


def test_nothing_is_said_of_devices_and_drivers(here):
    words = ["explain", "digits-lenet", "--folder", "out", "--n", "0", "--others", "0"]
    assert run_program(*words).stderr == ""


def test_a_second_one_takes_the_place_of_the_first(here):
    explain("digits-means", "--n", "5", "--others", "1")
    told = explain("digits-means", "--n", "0", "--others", "0")
    left = sorted(each.name for each in Path(told["files"][0]).parent.iterdir())
    assert left == sorted(names(told))
    assert "curves.png" not in left


def test_killed_midway_it_leaves_what_was_there(here, monkeypatch):
    folder = Path(explain("digits-means", "--n", "0", "--others", "0")["files"][0]).parent
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    monkeypatch.setenv("DIE_OF_EVIDENCE", "1")
    run_program("explain", "digits-means", "--folder", "out", status=-signal.SIGKILL)
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before
    assert [each.name for each in folder.parent.iterdir() if each.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["digits-lenot"], "unknown run 'digits-lenot'; the nearest is 'digits-lenet"),
        (["digits"], "3 runs begin with 'digits': digits-lenet"),
        (["digits-majority"], "majority has nothing to show"),
        (["digits-means", "--class", "77"], "unknown class '77'; the nearest is '7'"),
        (["digits-means", "--n", "-1"], "expected --n of 0 or more, received -1"),
        (["digits-means", "--filling", "one"], "unknown filling 'one'; the nearest is"),
        (["digits-means", "--image", "none.png"], "cannot read none.png: No such file"),
        (["digits-means", "--image", "means.py"], "cannot use means.py: not an image"),
        (["digits-means", "--data", "none"], "there is no none"),
        (["digits-means", "--out", "."], "cannot use ."),
        (["keras.applications.none", "--image", "0.png"], "unknown network"),
        (["digits-means", "--backend", "none"], "unknown backend 'none'"),
    ],
)
def test_wrong_words_are_one_line(here, words, said):
    done = run_program("explain", *words, "--folder", "out", status=2)
    assert done.stdout == ""
    (line,) = [each for each in done.stderr.splitlines() if each.startswith("error: ")]
    assert said in line
    assert done.stderr.splitlines()[-1] == line
