"""A table made by hand."""

import numpy as np
import pandas as pd
import pytest
from nasty import NASTY

from benchmark.diagnosis import Diagnosis
from benchmark.finding import Finding

ACCURACY = {  # model: family and accuracy seed by seed
    "majority": ("floor", [0.1, 0.1, 0.1]),
    "sift_svm": ("shallow", [0.97, 0.98, 0.96]),
    "lenet(epochs=3)": ("deep", [0.98, 0.99, 0.98]),
}


def row(model, family, seed, accuracy, **more):
    return {
        "suite": "mine",
        "run": f"{model}-{seed}",
        "dataset": "digits",
        "model": model,
        "seed": seed,
        "status": "ok",
        "error": "",
        "accuracy": accuracy,
        "floor_accuracy": 0.1,
        "validation_accuracy": accuracy + 0.001,
        "leak_p": None,
        "initial_loss": None,
        "one_batch_accuracy": None,
        "top5_error": 0.01,
        "macro_f1": accuracy,
        "log_loss": None if family == "shallow" else 0.5,
        "n_train": 100,
        "n_validation": 50,
        "n_test": 360,
        "n_classes": 10,
        "family": family,
        "parameters_learned": 1000,
        "parameters_fitted": 10,
        "parameters_fixed": 0,
        "connections": 5000,
        "macs": 123_456,
        "activations": 2000,
        "phase_load_seconds": 0.1,
        "phase_features_seconds": 0.2 if family == "shallow" else None,
        "phase_encode_seconds": 0.3 if family == "shallow" else None,
        "epoch_seconds": 0.5 if family == "deep" else None,
        "total_seconds": 2.0,
        "fit_seconds": 1.5,
        "predict_batch_seconds": 0.25,
        "predict_one_seconds": 0.01,
        "predict_batch": 100,
        "target_accuracy": 0.971,
        "target_seconds": 1.25 if family == "deep" else float("inf"),
        "peak_mib": 512.0,
        "steady": True,
        "control_of": None,
        "backend": "tensorflow",
        "device": "cpu",
        "precision": "float32",
        "multiply_adds_per_second": 1e9,
        "bytes_per_second": 1e8,
        "train_batch": 50 if family == "deep" else None,
        "peer_of": None,
        "processor": "a processor",
        "cores": 2,
        "memory_gib": 24.0,
        "platform": "Linux",
        "python": "3.11",
        "keras_version": "3.15",
        "data_sha256": str(seed) * 64,
        "accuracy_key": "a" * 12,
        "timing_key": "b" * 12,
        "started_at": "2026-01-02T03:04:05+00:00",
        "schema_version": 2,
    } | more


@pytest.fixture(scope="session")
def whole_table():
    """What nobody changes."""
    return pd.DataFrame(
        row(model, family, seed, accuracy)
        for model, (family, accuracies) in ACCURACY.items()
        for seed, accuracy in enumerate(accuracies)
    )


@pytest.fixture
def table(whole_table):
    return whole_table.copy()


@pytest.fixture
def failed(table):
    """The same with one run that failed early."""
    empty = dict.fromkeys(table.columns)
    asked = {"suite": "mine", "dataset": "digits", "model": "mlp", "seed": 0, "schema_version": 2}
    bad = {**empty, **asked, "status": "error", "error": "ValueError: no", "started_at": "2026"}
    return pd.DataFrame([*table.to_dict("records"), bad])


@pytest.fixture(scope="session")
def nasty(tmp_path_factory):
    """A results folder, two levels down, in which all names but those of columns are nasty."""
    folder = tmp_path_factory.mktemp("nasty") / "a" / "b"
    names = [name for name in NASTY if "\udcff" not in name]  # which a table cannot hold
    families = {name: ACCURACY[name] for name in ("sift_svm", "lenet(epochs=3)")}
    families |= {name: ("deep", [0.9, 0.8, 0.85]) for name in names[:4]}
    rows = [
        row(model, family, seed, accuracy, dataset="".join(names), run=f"{family}-{n}-{seed}")
        for n, (model, (family, accuracies)) in enumerate(families.items())
        for seed, accuracy in enumerate(accuracies)
    ]
    failed = {"status": "error", "error": " ".join(names), "accuracy": None, "run": "failed"}
    rows.append(rows[-1] | failed | {"model": names[-1]})
    for each in rows[:-1]:
        _keep(folder / "runs" / each["run"], each["seed"], each["accuracy"])
    pd.DataFrame(rows).to_parquet(folder / "table.parquet")
    found = tuple(Finding("stop", name, name, (name, name), 1, leak=True) for name in names[:4])
    Diagnosis.write([Diagnosis("".join(names), found, leak_allowed=True)], folder)
    return folder


def _keep(folder, seed, accuracy):
    """Leave the scores of a run of 360 images: of some, the class after the true one."""
    classes = list(NASTY)
    y = np.arange(360) % len(classes)
    wrong = np.random.default_rng(seed).random(360) > accuracy
    scores = np.eye(len(classes), dtype=np.float32)[(y + wrong) % len(classes)]
    folder.mkdir(parents=True)
    np.savez(folder / "scores.npz", scores=scores, y=y, unit=np.arange(360), classes=classes)
