"""Models of runs that are over: restored, or fitted again from their seed."""

from dataclasses import replace

import numpy as np
import pytest

from benchmark.data_of_run import data_of_run
from benchmark.fitted_again import can_be_had, fitted_again
from benchmark.fitted_model import FittedModel
from benchmark.gallery import Gallery
from benchmark.plugins import DATASETS
from benchmark.protocol import Protocol
from benchmark.run import run
from benchmark.spec import Spec
from benchmark.store import Store
from benchmark.usage_error import UsageError

LENET = "lenet(epochs=1)"
SHALLOW = "hog_svm"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A network with weights, one whose weights nobody asked for, and a machine."""
    folder = tmp_path_factory.mktemp("made")
    kept, lost = folder / "kept", folder / "lost"
    for place, models in ((kept, [LENET, SHALLOW]), (lost, [LENET])):
        store = Store.read(place, "mine", "tensorflow")
        store.keep_weights = place == kept
        specs = [Spec("digits", model, 3) for model in models]
        protocol = replace(Protocol(), keep_weights=place == kept)
        with store.writing(specs):
            list(run(specs, store, protocol))
    return kept, lost


def rows(folder):
    store = Store.read(folder, "mine", "tensorflow")
    return {row["model"]: row for row in store.rows}


def scores(model):
    return model.scores(DATASETS.make("digits").load(3).test.x)


def kept_scores(folder, row):
    run = Spec(row["dataset"], row["model"], row["seed"]).id
    return np.load(folder / "runs" / run / "scores.npz")["scores"]


def again(folder, model, data=None):
    row = rows(folder)[model]
    run = folder / "runs" / Spec(row["dataset"], row["model"], row["seed"]).id
    return fitted_again(row, run, data or (lambda: data_of_run(row)))


def test_weights_that_were_kept_are_taken_up_without_the_data(made):
    def no_data():
        raise AssertionError

    found = again(made[0], LENET, no_data)
    assert isinstance(found, FittedModel)
    assert (found.name, found.again) == (LENET, "kept weights")
    assert found.classes == tuple("0123456789")
    expected = kept_scores(made[0], rows(made[0])[LENET])
    np.testing.assert_allclose(scores(found.model), expected, atol=1e-5)


def test_a_shallow_model_is_fitted_again(made):
    found = again(made[0], SHALLOW)
    assert found.again == "fitted again; the same scores"
    expected = kept_scores(made[0], rows(made[0])[SHALLOW])
    np.testing.assert_allclose(scores(found.model), expected, rtol=1e-4)


def test_other_scores_are_said(made):
    row = rows(made[0])[SHALLOW]
    folder = made[0] / "runs" / Spec(row["dataset"], row["model"], row["seed"]).id
    other = data_of_run({**row, "seed": 4, "data_sha256": None})
    assert "scores differ by" in fitted_again(row, folder, lambda: other).again
    nowhere = made[0] / "runs" / "nowhere"
    assert fitted_again(row, nowhere, lambda: other).again.endswith("scores are gone")


def test_a_network_without_weights_cannot_be_had(made):
    row = rows(made[1])[LENET]
    assert not can_be_had(row)
    with pytest.raises(UsageError, match="were not kept; `depthbench run ... --keep-weights`"):
        again(made[1], LENET)
    failed = {**row, "status": "diverged", "error": "loss is nan"}
    with pytest.raises(UsageError, match="it ended with diverged: loss is nan"):
        fitted_again(failed, made[1], lambda: None)


def test_damaged_weights_are_refused(made, tmp_path):
    with pytest.raises(UsageError, match="is gone"):
        fitted_again(rows(made[0])[LENET], tmp_path, lambda: None)


def test_data_that_have_changed_are_refused():
    row = {"dataset": "digits", "seed": 0, "data_sha256": "0" * 64}
    with pytest.raises(UsageError, match="digits has changed since the run: expected sha256 000"):
        data_of_run(row)
    with pytest.raises(UsageError, match="unknown dataset"):
        data_of_run({**row, "dataset": "digitz"})


def test_test_images_are_drawn_and_their_classes_found_by_name():
    data = DATASETS.make("digits").load(0)
    classes = ("9", "other", "0")
    found = Gallery.of_test(data, classes, 200)
    assert len(found) == 200
    known = {image.tobytes(): data.classes[y] for image, y in zip(*_test(data), strict=True)}
    expected = [
        classes.index(name) if (name := known[image.tobytes()]) in classes else -1
        for image in found.x
    ]
    assert found.y.tolist() == expected
    assert set(expected) == {-1, 0, 2}
    np.testing.assert_array_equal(Gallery.of_test(data, classes, 50).x, found.first(50).x)


def _test(data):
    return data.test.x, data.test.y
