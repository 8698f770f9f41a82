import json
import os

import numpy as np
import pandas as pd
import pytest

from benchmark.merge import merge
from benchmark.results import Results
from benchmark.source import Source
from benchmark.spec import Spec
from benchmark.usage_error import UsageError
from benchmark.write_merged import write_merged


def row(model, seed, accuracy=0.9, **more):
    return {
        "suite": "mine",
        "run": Spec("digits", model, seed).id,
        "dataset": "digits",
        "model": model,
        "seed": seed,
        "status": "ok",
        "error": "",
        "accuracy": accuracy,
        "validation_accuracy": accuracy,
        "fit_seconds": 1.0,
        "n_test": 4,
        "family": "shallow",
        "data_sha256": f"{seed:064x}",
        "accuracy_key": "a" * 12,
        "started_at": "2026-01-02T03:04:05+00:00",
        "schema_version": 2,
    } | more


def fill(folder, *rows, asked=(), target=None):
    folder.mkdir(exist_ok=True)
    (folder / "records.jsonl").write_text("".join(json.dumps(each) + "\n" for each in rows))
    known = {"suite": "mine", "specs": list(asked), "target": target}
    (folder / "suite.json").write_text(json.dumps(known))
    for number, each in enumerate(rows):
        run = folder / "runs" / each["run"]
        run.mkdir(parents=True, exist_ok=True)
        scores = np.full((4, 2), number, np.float32)
        np.savez(run / "scores.npz", scores=scores, y=np.zeros(4, int), unit=np.arange(4))
    return folder


@pytest.fixture
def old(tmp_path):
    return tmp_path / "old"


@pytest.fixture
def new(tmp_path):
    return tmp_path / "new"


def told(results):
    return results.table[["model", "seed", "accuracy"]].to_numpy().tolist()


LATER = {"started_at": "2026-01-03T00:00:00+00:00"}


def test_different_runs_stand_side_by_side_and_are_found_where_they_lie(tmp_path, old, new):
    fill(old, row("mlp", 0), row("mlp", 1))
    fill(new, row("lenet", 0), row("lenet", 1))
    results = merge([old, new], tmp_path / "merged")
    runs = [["mlp", 0, 0.9], ["mlp", 1, 0.9], ["lenet", 0, 0.9], ["lenet", 1, 0.9]]
    assert told(results) == runs
    assert results.sources == (Source("../old", 2, 0), Source("../new", 2, 0))
    kept = [results.scores(run)["scores"][0, 0] for run in results.table["run"]]
    assert kept == [0, 1, 0, 1]
    assert not (tmp_path / "merged").exists()


@pytest.mark.parametrize("swapped", [False, True])
def test_of_the_same_run_the_later_counts_wherever_it_stands(tmp_path, old, new, swapped):
    fill(old, row("mlp", 0, 0.7), row("mlp", 1, 0.7))
    fill(new, row("mlp", 1, 0.8, **LATER))
    folders = [new, old] if swapped else [old, new]
    results = merge(folders, tmp_path)
    assert sorted(told(results)) == [["mlp", 0, 0.7], ["mlp", 1, 0.8]]
    assert {each.folder: (each.runs, each.dropped) for each in results.sources} == {
        "old": (1, 1),
        "new": (1, 0),
    }


def test_a_later_failure_counts_but_a_run_that_was_skipped_does_not(tmp_path, old, new):
    unknown = {"accuracy": None, "accuracy_key": None, "data_sha256": None, **LATER}
    fill(old, row("mlp", 0), row("mlp", 1))
    fill(new, row("mlp", 0, status="error", **unknown), row("mlp", 1, status="skipped", **unknown))
    table = merge([old, new], tmp_path).table
    assert table[["seed", "status"]].to_numpy().tolist() == [[1, "ok"], [0, "error"]]


@pytest.mark.parametrize("key", ["accuracy_key", "data_sha256"])
def test_the_same_run_with_another_key_is_another_run(tmp_path, old, new, key):
    fill(old, row("mlp", 0, 0.7), row("lenet", 0))
    fill(new, row("mlp", 0, 0.8, **{key: "f" * 12}, **LATER))
    results = merge([old, new], tmp_path)
    run = Spec("digits", "mlp", 0).id
    assert results.table["run"].tolist() == [f"{run}@1", row("lenet", 0)["run"], f"{run}@2"]
    assert results.folder_of(f"{run}@1") == tmp_path / "old" / "runs" / run
    assert results.folder_of(f"{run}@2") == tmp_path / "new" / "runs" / run
    assert [each.dropped for each in results.sources] == [0, 0]


def test_where_keys_differ_a_skipped_run_is_no_further_run(tmp_path, old, new):
    unknown = {"accuracy": None, "accuracy_key": None, "data_sha256": None, **LATER}
    fill(old, row("mlp", 0, 0.7))
    fill(new, row("mlp", 0, 0.8, accuracy_key="f" * 12))
    fill(tmp_path / "third", row("mlp", 0, status="skipped", **unknown))
    table = merge([old, new, tmp_path / "third"], tmp_path / "out").table
    assert table["accuracy"].tolist() == [0.7, 0.8]


def test_the_time_to_the_target_is_worked_out_over_all(tmp_path, old, new):
    fill(old, row("sift", 0, 0.8))
    fill(new, row("lenet", 0, 0.85, family="deep"), row("hog", 0, 0.7))
    epochs = [{"clock": 2.5, "val_accuracy": 0.75}, {"clock": 5.0, "val_accuracy": 0.85}]
    history = new / "runs" / Spec("digits", "lenet", 0).id / "history.json"
    history.write_text(json.dumps(epochs))
    table = write_merged([old, new], tmp_path / "merged").table
    assert table["target_accuracy"].tolist() == [0.8, 0.8, 0.8]
    assert table["target_seconds"].tolist() == [1.0, 5.0, np.inf]


def test_what_is_missing_is_what_no_folder_has(tmp_path, old, new):
    asked = [["digits", "mlp", seed] for seed in range(4)]
    fill(old, row("mlp", 0), asked=asked)
    fill(new, row("mlp", 1), asked=[*asked[:2], "nonsense", ["digits", 1, 1]])
    assert Results.read(old).missing == [Spec("digits", "mlp", seed) for seed in (1, 2, 3)]
    both = merge([old, new], tmp_path)
    assert both.missing == [Spec("digits", "mlp", seed) for seed in (2, 3)]


def test_older_and_newer_tables_go_together(tmp_path, old, new):
    older = {"dataset": "digits", "model": "mlp", "seed": 0, "status": "ok", "schema_version": 1}
    old.mkdir()
    (old / "records.jsonl").write_text(json.dumps({**older, "accuracy": 0.5}) + "\n")
    fill(new, row("lenet", 0), row("mlp", 1))
    assert told(merge([old, new], tmp_path)) == [
        ["mlp", 0, 0.5],
        ["lenet", 0, 0.9],
        ["mlp", 1, 0.9],
    ]


def test_a_merged_folder_is_read_again_and_follows_its_sources(tmp_path, old, new):
    fill(old, row("mlp", 0))
    fill(new, row("lenet", 0))
    out = tmp_path / "somewhere" / "merged"
    written = write_merged([old, new], out)
    again = Results.read(out)
    assert again.sources == written.sources
    assert told(again) == told(written)
    assert again.scores(row("lenet", 0)["run"]) is not None
    assert pd.read_csv(out / "table.csv")["run"].tolist() == written.table["run"].tolist()
    fill(new, row("lenet", 0), row("lenet", 1))
    os.utime(new / "records.jsonl", ns=(2**62, 2**62))  # whatever the clock's grain
    assert len(Results.read(out).table) == 3


def test_a_merged_folder_outlives_its_sources(tmp_path, old, new):
    fill(old, row("mlp", 0))
    fill(new, row("lenet", 0))
    write_merged([old, new], tmp_path / "merged")
    new.rename(tmp_path / "elsewhere")
    alone = Results.read(tmp_path / "merged")
    assert len(alone.table) == 2
    assert alone.gone == [Source("../new", 1, 0)]
    assert [alone.scores(run) is None for run in alone.table["run"]] == [False, True]


def test_folders_that_cannot_be_merged_are_refused(tmp_path, old, new):
    fill(old, row("mlp", 0))
    fill(new, row("lenet", 0))
    (tmp_path / "link").symlink_to(old)
    with pytest.raises(UsageError, match="expected different folders, received .*link twice"):
        merge([old, new, tmp_path / "link"], tmp_path)
    write_merged([old, new], tmp_path / "merged")
    with pytest.raises(UsageError, match="merged is merged itself; give what it is made of: .*old"):
        merge([tmp_path / "merged", old], tmp_path)
    (tmp_path / "merged" / "sources.json").write_text("{}")
    with pytest.raises(UsageError, match="sources.json is damaged; merge the folders again"):
        Results.read(tmp_path / "merged")


def test_nothing_is_written_over_what_is_not_a_merged_folder(tmp_path, old, new):
    fill(old, row("mlp", 0))
    fill(new, row("lenet", 0))
    other = fill(tmp_path / "other", row("mlp", 5))
    (tmp_path / "file").touch()
    for out, message in (
        (old, "expected --out outside of .*old, received .*old"),
        (new / "runs" / "x", "expected --out outside of .*new"),
        (other, "other is not empty and holds no merged results; choose another --out"),
        (tmp_path / "file", "expected a folder for --out, received the file"),
    ):
        with pytest.raises(UsageError, match=message):
            write_merged([old, new], out)
    assert len(Results.read(old).table) == len(Results.read(other).table) == 1
