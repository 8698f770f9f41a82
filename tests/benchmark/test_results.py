import numpy as np
import pandas as pd
import pytest

from benchmark.results import Results

SCORES = np.array([[0.1, 0.9], [0.8, 0.2], [0.7, 0.3]], np.float32)
OF_TEST = {"y": np.array([1, 1, 0]), "unit": np.array([7, -8, 9])}


@pytest.fixture
def results(tmp_path):
    return Results(tmp_path, pd.DataFrame())


def keep(results, run, **arrays):
    folder = results.folder / "runs" / run
    folder.mkdir(parents=True)
    np.savez_compressed(folder / "scores.npz", **OF_TEST, **arrays)


@pytest.mark.parametrize("kept", [{"predicted": np.array([1, 0, 0], np.uint8)}, {"scores": SCORES}])
def test_hits_are_read_from_predictions_and_in_older_folders_from_scores(results, kept):
    keep(results, "a", classes=np.array(["cat", "dog"]), **kept)
    right, unit = results.hits("a")
    assert (right.tolist(), unit.tolist()) == ([True, False, True], [7, -8, 9])
    assert results.predictions("a")["classes"].tolist() == ["cat", "dog"]


def test_classes_without_names_are_numbers(results):
    keep(results, "a", scores=SCORES)
    assert results.predictions("a")["classes"].tolist() == ["0", "1"]


@pytest.mark.parametrize("kept", [b"", b"PK no zip"])
def test_what_is_gone_or_damaged_gives_nothing(results, kept):
    assert results.hits("gone") is None
    (results.folder / "runs" / "a").mkdir(parents=True)
    (results.folder / "runs" / "a" / "scores.npz").write_bytes(kept)
    assert results.hits("a") is None


def test_files_are_read_once(results):
    keep(results, "a", scores=SCORES)
    before = results.predictions("a")
    (results.folder / "runs" / "a" / "scores.npz").unlink()
    assert results.predictions("a") is before


def test_labels_that_runs_share_are_held_once(results):
    keep(results, "a", scores=SCORES)
    keep(results, "b", scores=1 - SCORES)
    a, b = (results.predictions(run) for run in "ab")
    assert a["y"] is b["y"]
    assert (a["predicted"].tolist(), b["predicted"].tolist()) == ([1, 0, 0], [0, 1, 1])
