"""Images of one's own, from the command line to the report and to predictions."""

import json
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from containers import CONTAINERS, folder
from PIL import Image
from program import run_program

from benchmark.kept_scores import kept_scores
from benchmark.plugins import DATASETS, READERS

LEAK = ("--allow-leak",)  # shapes of 8 pixels look like copies of one another
LAYOUTS = {"class_folders": "flat", "manifest": "numbers in json lines", "arrays": "numbers"}


def test_every_reader_is_tried():
    assert set(LAYOUTS) == set(READERS.names)


def test_every_tree_runs(in_tmp):
    words = []
    for reader, layout in LAYOUTS.items():
        files, _ = import_module(f"layouts.{reader}").layouts()[layout]
        for kind, make in CONTAINERS.items():
            path = make(files, in_tmp / f"a {reader} {kind.replace('.', ' ')}")
            words += ["--dataset", f"images(path={str(path)!r})"]
    run_program("run", "smoke", *words, "--model", "majority", "--seeds", "1", "--out", "out")
    rows = [json.loads(line) for line in Path("out/records.jsonl").read_text().splitlines()]
    assert len(rows) == len(LAYOUTS) * len(CONTAINERS)
    assert {row["status"] for row in rows} <= {"ok", "contended"}
    assert [row["accuracy"] for row in rows] == pytest.approx([1 / 3] * len(rows))
    assert len({row["pool_sha256"] for row in rows}) == len(LAYOUTS)


def test_a_path_is_enough(in_tmp):
    files, _ = import_module("layouts.class_folders").layouts()["flat"]
    folder(files, in_tmp / "it is")
    run_program("run", "smoke", "--data", "it is", "--model", "majority", "--seeds", "1")
    assert [path.parent.name for path in in_tmp.glob("results/*/records.jsonl")] == ["smoke-it_is"]


def test_the_folder_one_stands_in_has_a_name(in_tmp, monkeypatch):
    files, _ = import_module("layouts.class_folders").layouts()["flat"]
    monkeypatch.chdir(folder(files, in_tmp / "it"))
    words = ["--data", ".", "--model", "majority", "--seeds", "1", "--dry-run"]
    assert run_program("run", "smoke", *words).stdout.endswith(", in results/smoke-it\n")


@pytest.mark.parametrize("resize", ["crop", "pad"])
def test_predict_sees_a_file_as_the_run_did(resize, in_tmp):
    rng = np.random.default_rng(0)
    for number in range(400):
        label, (height, width) = "above" if number % 2 else "größe", rng.integers(9, 30, 2)
        pixels = rng.integers(0, 128, (height, width), np.uint8)
        pixels[: height // 2] += np.uint8(120 * (number % 2))
        pixels[height // 2 :] += np.uint8(120 * (1 - number % 2))
        file = in_tmp / "tree" / label / f"{number}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(pixels).save(file)
    dataset = f"images(path='{in_tmp}/tree', size='8', resize='{resize}')"
    words = ["--dataset", dataset, "--model", "mlp(epochs=20, hidden=(64,))", "--model", "logistic"]
    run_program("run", "smoke", *words, "--seeds", "1", "--out", "out", "--keep-weights", *LEAK)
    run_program("report", "out")
    pages = [path.read_text(encoding="utf-8") for path in Path("out/report").glob("*.html")]
    assert any("größe" in page for page in pages)
    rows = map(json.loads, Path("out/records.jsonl").read_text().splitlines())
    (run,) = [row["run"] for row in rows if row["model"].startswith("mlp")]
    found, test = DATASETS.make(dataset).pictures(), DATASETS.make(dataset).load(0).test
    by_image = dict(zip(map(bytes, found.x[:]), found.usable["path"], strict=True))
    files = [f"tree/{by_image[bytes(image)]}" for image in test.x]
    words = ["predict", run, *files, "--folder", "out", "--top", "2", "--json"]
    said = json.loads(run_program(*words).stdout)["images"]
    scores = kept_scores(Path("out/runs") / run / "scores.npz")["scores"]
    assert len(said) == len(scores) == 80
    for image, row in zip(said, scores, strict=True):
        by_class = {each["class"]: each["score"] for each in image["classes"]}
        np.testing.assert_allclose([by_class["above"], by_class["größe"]], row, atol=1e-5)


BROKEN = {
    "nothing": ({}, "there is no"),
    "one class": ({"a/1.png": b""}, "expected images of two classes or more"),
    "no images": ({"a/1.txt": b"", "b/2.txt": b""}, "none of which ends in"),
    "no rows": ({"all.csv": b"path,label\n"}, "expected a row an image in all.csv"),
    "leads out": ({"all.csv": b"path,label\n../x.png,a\n"}, "within the folder of all.csv"),
    "an empty class": ({"a/1.png": b"", "b/1.png": b"", "c/.keep": b""}, "of class 'c'"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_wrong_is_said_in_one_line_and_nothing_is_written(kind, in_tmp):
    files, said = BROKEN[kind]
    folder(files, in_tmp / "it")
    done = run_program("run", "smoke", "--data", "it", "--model", "majority", status=2)
    assert done.stderr.count("\n") == 1
    assert said in done.stderr
    assert not (in_tmp / "results").exists()
