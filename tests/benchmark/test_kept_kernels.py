"""The kernels that runs leave beside their rows."""

import os
from pathlib import Path

import numpy as np
import pytest

from benchmark.kept_kernels import KeptKernels
from benchmark.protocol import Protocol
from benchmark.results import Results
from benchmark.run import run
from benchmark.spec import Spec
from benchmark.store import Store
from benchmark.table import write_table
from models.majority import Majority

MODEL = '''
from dataclasses import dataclass
import numpy as np
from models.majority import Majority as _Majority

@dataclass
class Looking(_Majority):
    """Two banks, of which one is learned, and one that is too large to be kept."""

    def fit(self, train, validation, *, n_classes, seed):
        super().fit(train, validation, n_classes=n_classes, seed=seed)
        self.kernel_banks_before = {"first/1": np.full((4, 3, 3, 1), seed, np.float32)}

    def kernel_banks(self):
        first, fixed = np.ones((4, 3, 3, 1), np.float32), np.zeros((2, 5, 5, 3), np.float32)
        return {"first/1": first, "fixed": fixed, "large": np.zeros((1001, 10, 10, 1), np.float32)}
'''


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    folder, here = tmp_path_factory.mktemp("kernels"), Path.cwd()
    os.chdir(folder)
    try:
        Path("looking.py").write_text(MODEL)
        specs = [Spec("digits", model, 3) for model in ("./looking.py", "majority")]
        store = Store.read(Path("out"), "mine", "tensorflow")
        with store.writing(specs):
            rows = list(run(specs, store, Protocol(120.0)))
        write_table(Path("out"))
    finally:
        os.chdir(here)
    assert [row["status"] for row in rows] == ["ok", "ok"]
    return Results.read(folder / "out"), [row["run"] for row in rows]


def test_kernels_are_kept_beside_the_row_with_those_before(results):
    kept, (run, _) = results[0], results[1]
    found = kept.kernels(run)
    assert {name: each.shape for name, each in found.after.items()} == {
        "first/1": (4, 3, 3, 1),
        "fixed": (2, 5, 5, 3),
    }
    assert list(found.before) == ["first/1"]
    assert (found.before["first/1"] == 3).all()
    assert (found.after["first/1"] == 1).all()
    assert found.after["first/1"].dtype == np.float32


def test_a_model_without_kernels_leaves_no_file(results):
    kept, (_, run) = results
    assert kept.kernels(run) is None
    assert not (kept.folder_of(run) / KeptKernels.FILE).exists()


def test_what_is_read_is_what_was_written(tmp_path):
    model = Majority()
    banks = {"a b/ü": np.ones((1, 2, 2, 1), np.float32), "b": np.zeros((3, 1, 1, 3), np.float32)}
    model.kernel_banks = lambda: banks
    model.kernel_banks_before = {"b": np.full((3, 1, 1, 3), 7, np.float32)}
    np.savez(tmp_path / "kernels.npz", **KeptKernels.of(model).arrays)
    found = KeptKernels.read(tmp_path / "kernels.npz")
    assert list(found.after) == ["a b/ü", "b"]
    assert found.before["b"].tolist() == np.full((3, 1, 1, 3), 7).tolist()
    assert list(found.before) == ["b"]


@pytest.mark.parametrize(
    "arrays",
    [
        {},
        {"names": np.array("C1"), "after_0": np.zeros((1, 2, 2, 1))},
        {"names": np.array(["C1", "C3"]), "after_0": np.zeros((1, 2, 2, 1))},
        {"names": np.array(["C1"]), "after_0": np.zeros((2, 2, 1))},
        {
            "names": np.array(["C1"]),
            "after_0": np.zeros((1, 2, 2, 1)),
            "before_0": np.zeros((1, 3, 3, 1)),
        },
    ],
)
def test_what_does_not_fit_counts_as_gone(tmp_path, arrays):
    np.savez(tmp_path / "kernels.npz", **arrays)
    assert KeptKernels.read(tmp_path / "kernels.npz") is None


@pytest.mark.parametrize("size", [0, 200])
def test_what_is_cut_counts_as_gone(tmp_path, size):
    path = tmp_path / "kernels.npz"
    np.savez(path, names=np.array(["C1"]), after_0=np.zeros((1, 2, 2, 1)))
    path.write_bytes(path.read_bytes()[:size])
    assert KeptKernels.read(path) is None
