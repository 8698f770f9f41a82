import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from models import Split
from models.kernel_lenet import KernelLeNet
from models.lenet import LeNet

BANKS = ("gabor", "kmeans", "random")
RNG = np.random.default_rng(0)
Y = np.arange(60) % 3
X = (RNG.integers(0, 150, (60, 20, 20, 1)) + 50 * Y[:, None, None, None]).astype(np.uint8)
TRAIN = Split(X, Y)
TRAINED = """
import sys
import keras
import numpy as np
from models import Split
from models.kernel_lenet import KernelLeNet

data = np.load("data.npz")
train = Split(data["x"], data["y"])


def kept(model, name):
    layer = model.trained.get_layer("C1")
    return {f"{name} first": layer.get_weights()[0], f"{name} third": model.kernel_banks()["C3"],
            f"{name} third before": model.kernel_banks_before["C3"],
            f"{name} learned": np.float32(len(layer.trainable_weights))}


found = {}
for kernels in ("gabor", "kmeans", "random"):
    for learned in (False, True):
        settings = {"kernels": kernels, "learned": learned, "epochs": 2, "batch_size": 16}
        model = KernelLeNet(**settings, optimizer=sys.argv[1], weight_decay=0.01)
        model.fit(train, train, n_classes=3, seed=7)
        found |= kept(model, f"{kernels} {learned}")
        if learned:
            found[f"{kernels} begun"] = model.kernel_banks_before["C1"].transpose(1, 2, 3, 0)
        else:
            assert "C1" not in model.kernel_banks_before
    if keras.backend.backend() == "jax":  # the only plan that fits seeds together
        settings = {"learned": False, "plan": "jax_epochs", "epochs": 2, "batch_size": 16}
        model = KernelLeNet(kernels=kernels, **settings)
        _, one = model.fit_together([(train, train)] * 2, n_classes=3, seeds=[6, 7])
        found |= kept(one, f"{kernels} together")
np.savez("found.npz", **found)
"""


@pytest.fixture(scope="module", params=["tensorflow", "jax", "torch"])
def trained(request, tmp_path_factory):
    """Train frozen and learned networks of one seed, in a process of the backend's own."""
    if find_spec(request.param) is None:
        pytest.skip(f"{request.param} is not installed; `tox -e backends` installs all")
    folder = tmp_path_factory.mktemp(request.param)
    np.savez(folder / "data.npz", x=X, y=Y)
    environment = {**os.environ, "KERAS_BACKEND": request.param}
    optimizer = "sgd" if request.param == "torch" else "adam"
    command = [sys.executable, "-c", TRAINED, optimizer]
    path = os.pathsep.join([str(Path.cwd()), environment.get("PYTHONPATH", "")])
    done = subprocess.run(
        command,
        env=environment | {"PYTHONPATH": path},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with np.load(folder / "found.npz") as found:
        return dict(found)


@pytest.mark.parametrize("bank", BANKS)
def test_frozen_kernels_stay_to_the_bit_and_all_others_learn(trained, bank):
    np.testing.assert_array_equal(trained[f"{bank} False first"], trained[f"{bank} begun"])
    assert trained[f"{bank} False learned"] == 0
    moved = trained[f"{bank} False third"] - trained[f"{bank} False third before"]
    assert np.abs(moved).max() > 1e-3


@pytest.mark.parametrize("bank", BANKS)
def test_learned_kernels_begin_as_the_frozen_ones_and_move(trained, bank):
    moved = np.abs(trained[f"{bank} True first"] - trained[f"{bank} begun"])
    assert moved.max() > 1e-3
    assert trained[f"{bank} True learned"] == 1


def test_networks_of_a_seed_begin_alike_but_for_the_first_kernels(trained):
    first = trained["gabor False third before"]
    for bank in BANKS:
        for learned in (False, True):
            np.testing.assert_array_equal(trained[f"{bank} {learned} third before"], first)


def test_frozen_kernels_stay_where_seeds_are_fitted_together(trained):
    if "gabor together first" not in trained:
        pytest.skip("the plan that fits seeds together is JAX's")
    for bank in BANKS:
        np.testing.assert_array_equal(trained[f"{bank} together first"], trained[f"{bank} begun"])
        assert trained[f"{bank} together learned"] == 0


def test_cost_tells_fixed_from_learned():
    fixed, learned = (KernelLeNet(learned=each).cost((28, 28, 1), 10) for each in (False, True))
    c1 = fixed.layers[1]
    assert (c1.name, c1.fixed, c1.learned, c1.fitted) == ("C1", 8 * 25, 0, 0)
    assert c1.macs == 28 * 28 * 8 * 25
    assert (learned.layers[1].learned, learned.layers[1].fixed) == (8 * 25, 0)
    assert fixed.layers[2:] == learned.layers[2:]
    assert fixed.total("macs") == learned.total("macs")


def test_with_six_kernels_it_is_lenet_less_six_biases():
    ours, lenets = (
        model.cost((28, 28, 1), 10).total("learned") for model in (KernelLeNet(filters=6), LeNet())
    )
    assert (lenets, ours) == (61_706, 61_700)


def test_a_frozen_layer_is_frozen_when_it_is_restored(tmp_path):
    model = KernelLeNet(kernels="gabor", learned=False, epochs=1)
    model.fit(TRAIN, TRAIN, n_classes=3, seed=0)
    model.save(tmp_path / "weights.keras")
    again = KernelLeNet(kernels="gabor", learned=False)
    again.restore(tmp_path / "weights.keras")
    np.testing.assert_array_equal(again.kernel_banks()["C1"], model.kernel_banks()["C1"])
    assert not again.trained.get_layer("C1").trainable_weights
    assert list(model.kernel_banks_before) == ["C3"]


def test_another_seed_draws_other_kernels():
    first, other = (KernelLeNet(learned=False, epochs=1) for _ in range(2))
    first.fit(TRAIN, TRAIN, n_classes=3, seed=0)
    other.fit(TRAIN, TRAIN, n_classes=3, seed=1)
    assert (first.kernel_banks()["C1"] != other.kernel_banks()["C1"]).any()
