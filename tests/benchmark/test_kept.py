"""What runs leave beside their rows, and how it is read."""

import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from benchmark.plugins import DATASETS
from benchmark.protocol import Protocol
from benchmark.results import Results
from benchmark.run import run
from benchmark.spec import Spec
from benchmark.store import Store
from benchmark.table import write_table

MODEL = '''
from dataclasses import dataclass
import numpy as np
from models.majority import Majority as _Majority

@dataclass
class Bright(_Majority):
    """Takes every image for class 0, the surer the brighter it is."""

    def scores(self, x):
        with open("calls", "a") as file:
            file.write(f"{len(x)} ")
        scores = np.zeros((len(x), 10), np.float32)
        scores[:, 0] = x.mean(axis=(1, 2, 3)) + 1
        return scores
'''
DATASET = '''
from dataclasses import dataclass
from typing import ClassVar
import numpy as np
from benchmark.data import Data
from benchmark.datasets._base import Dataset
from benchmark.datasets.digits import Digits
from models import Split

class _Name:
    def __init__(self, name, says): self.name, self.says = name, says
    def __repr__(self): return self.name
    def __str__(self):
        if not self.says: raise OSError("no room")
        return self.name

@dataclass(frozen=True)
class Large(Dataset):
    """Digits of 128x64 pixels, in groups."""

    licence: ClassVar[str] = "x"
    citation: ClassVar[str] = "x"

    says: bool = True

    def load(self, seed):
        data = Digits().load(seed)
        return Data(*map(self._grown, (data.train, data.validation, data.test)), data.classes)

    def _grown(self, split):
        x = np.kron(split.x // 2, np.ones((16, 8, 1), np.uint8))
        x += np.arange(128, dtype=np.uint8)[:, None, None]  # so that neighbours differ
        names = [_Name(f"<b>{label % 3}", self.says) for label in split.y]
        return Split(x, split.y, np.array(names, object))
'''


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Three runs: on digits, on large digits in groups, and where no name can be written."""
    folder, here = tmp_path_factory.mktemp("kept"), Path.cwd()
    os.chdir(folder)
    try:
        Path("bright.py").write_text(MODEL)
        Path("large.py").write_text(DATASET)
        specs = [
            Spec(dataset, "./bright.py", 0)
            for dataset in ("digits", "./large.py", "./large.py(says=False)")
        ]
        store = Store.read(Path("out"), "mine", "tensorflow")
        with store.writing(specs):
            rows = list(run(specs, store, Protocol(120.0)))
        write_table(Path("out"))
        large = DATASETS.make("./large.py").load(0)
    finally:
        os.chdir(here)
    calls = (folder / "calls").read_text().split()
    return Results.read(folder / "out"), rows, large, [int(each) for each in calls]


def test_predictions_are_there_without_the_scores(kept):
    results, (row, *_), _, _ = kept
    with np.load(results.folder / "runs" / row["run"] / "scores.npz") as file:
        assert file["predicted"].dtype == np.uint8
        assert file["predicted"].tolist() == file["scores"].argmax(axis=1).tolist()
    hits, unit = results.hits(row["run"])
    assert hits.mean() == pytest.approx(row["accuracy"])
    assert unit.shape == (360,)
    assert results.predictions(row["run"])["classes"].tolist() == list("0123456789")
    assert "groups" not in results.predictions(row["run"])


def test_names_of_groups_are_kept(kept):
    results, (_, row, _), large, _ = kept
    groups = results.predictions(row["run"])["groups"]
    assert groups.tolist() == [f"<b>{label % 3}" for label in large.test.y]


def test_scores_of_the_validation_split_are_those_it_was_measured_by(kept):
    results, (row, *_), _, _ = kept
    scores, y = results.validation(row["run"])
    assert scores.shape == (180, 10)
    assert scores.dtype == np.float32
    assert (scores.argmax(axis=1) == y).mean() == row["validation_accuracy"]


def test_the_validation_split_is_scored_once(kept):
    _, rows, _, calls = kept
    assert calls.count(180) == len(rows)


def test_mistakes_come_in_turns_from_each_confusion_the_surest_first(kept):
    results, (row, *_), _, _ = kept
    place, x = results.mistakes(row["run"])
    test = DATASETS.make("digits").load(0).test
    np.testing.assert_array_equal(x, test.x[place])
    counts = np.bincount(test.y, minlength=10)
    often = sorted(range(1, 10), key=lambda label: (-counts[label], label))
    assert test.y[place].tolist() == (often * 8)[:64]
    for label in often:
        own = test.x[test.y == label].mean(axis=(1, 2, 3))
        shown = x[test.y[place] == label].mean(axis=(1, 2, 3))
        assert shown.tolist() == sorted(own, reverse=True)[: len(shown)]


def test_large_images_are_brought_down(kept):
    """By half, here: each pixel is the mean of four."""
    results, (_, row, _), large, _ = kept
    place, x = results.mistakes(row["run"])
    assert (x.dtype, x.shape) == (np.uint8, (64, 64, 32, 1))
    four = large.test.x[place].reshape(64, 64, 2, 32, 2, 1).mean(axis=(2, 4))
    assert np.abs(x - four).max() <= 0.5


def test_what_cannot_be_written_costs_a_row(kept):
    results, (*_, row), _, _ = kept
    assert (row["status"], row["error"]) == ("error", "OSError: no room")
    assert results.mistakes(row["run"]) is results.validation(row["run"]) is None


def test_writing_is_a_phase_of_its_own(kept):
    _, (row, *_), _, _ = kept
    assert row["phase_keep_seconds"] > 0


@pytest.fixture
def copied(kept, tmp_path):
    """A copy that may be harmed: its results, and the folder and id of a run."""
    results, (row, *_), _, _ = kept
    shutil.copytree(results.folder, tmp_path / "out")
    run = row["run"]
    return Results.read(tmp_path / "out"), tmp_path / "out" / "runs" / run, run


def test_older_folders_have_hits_by_their_scores_and_no_more(copied):
    results, folder, run = copied
    hits, unit = results.hits(run)
    with np.load(folder / "scores.npz") as file:
        older = {name: file[name] for name in ("scores", "y", "unit")}
    np.savez_compressed(folder / "scores.npz", **older)
    for name in ("mistakes.npz", "validation.npz"):
        (folder / name).unlink()
    np.testing.assert_array_equal(results.hits(run), (hits, unit))
    assert results.predictions(run)["classes"].tolist() == list("0123456789")
    assert results.mistakes(run) is results.validation(run) is None


@pytest.mark.parametrize("name", ["scores.npz", "mistakes.npz", "validation.npz"])
@pytest.mark.parametrize("harm", ["cut", "empty", "other", "pickle"])
def test_what_is_damaged_counts_as_gone(copied, name, harm):
    results, folder, run = copied
    path = folder / name
    if harm == "other":
        np.savez(path, x=np.zeros(3))
    elif harm == "pickle":
        arrays = ("predicted", "y", "unit", "classes", "place", "x", "validation_scores")
        np.savez(path, **dict.fromkeys(arrays, np.array([{}], object)), allow_pickle=True)
    else:
        path.write_bytes(path.read_bytes()[: 1000 if harm == "cut" else 0])
    read = {"scores": results.hits, "mistakes": results.mistakes, "validation": results.validation}
    assert read[path.stem](run) is None


@pytest.mark.parametrize(
    ("name", "arrays"),
    [
        ("scores", {"predicted": [0, 1], "y": [0], "unit": [1], "classes": ["a", "b"]}),
        ("scores", {"predicted": [7], "y": [0], "unit": [1], "classes": ["a", "b"]}),
        ("scores", {"predicted": [0], "y": [-1], "unit": [1], "classes": ["a", "b"]}),
        ("mistakes", {"place": [0, 1], "x": np.zeros((1, 8, 8, 1), np.uint8)}),
        ("mistakes", {"place": [0], "x": np.zeros((1, 8, 8), np.uint8)}),
        ("validation", {"validation_scores": np.zeros((2, 3)), "validation_y": [0]}),
    ],
)
def test_arrays_that_do_not_fit_each_other_count_as_damaged(copied, name, arrays):
    results, folder, run = copied
    np.savez(folder / f"{name}.npz", **arrays)
    read = {"scores": results.hits, "mistakes": results.mistakes, "validation": results.validation}
    assert read[name](run) is None
