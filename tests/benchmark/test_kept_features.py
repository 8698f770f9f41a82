"""Runs that share descriptions leave the rows of runs that do not, and say so."""

import pytest

from benchmark.protocol import Protocol
from benchmark.run import run
from benchmark.spec import Spec
from benchmark.store import Store

MODELS = ("hog_svm(penalties=(1.0,))", "hog_svm(penalties=(10.0,))", "majority")


def rows(folder, features):
    specs = [Spec("digits", model, seed) for model in MODELS for seed in (0, 1)]
    store = Store.read(folder, "mine", "tensorflow")
    with store.writing(specs):
        return list(run(specs, store, Protocol(features=features)))


@pytest.mark.alone
def test_seeds_and_models_are_charged_for_what_was_done_before(in_tmp):
    there = in_tmp / "features"
    there.mkdir()
    (there / "left").touch()  # by a run that was interrupted
    kept, apart = rows(in_tmp / "kept", there), rows(in_tmp / "apart", None)
    assert not there.exists()
    for ours, theirs in zip(kept, apart, strict=True):
        assert ours["status"] in ("ok", "contended")
        assert ours["accuracy"] == theirs["accuracy"]
        assert (ours["features_kept"], theirs["features_kept"]) == (True, None)
        assert theirs["charged_seconds"] is None
        phases = sum(value or 0 for name, value in ours.items() if name.startswith("phase_"))
        assert phases == pytest.approx(ours["total_seconds"], abs=0.05)
    first, *others, _, _ = kept
    assert first["charged_seconds"] == 0
    for row in others:
        before = "contended" if any(each["contended"] for each in kept) else "charged"
        assert before == "contended" or 0 < row["charged_seconds"] <= row["phase_features_seconds"]
    assert [row["charged_seconds"] for row in kept[-2:]] == [0, 0]
