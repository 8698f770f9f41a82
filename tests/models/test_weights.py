"""Networks written to files, and read again."""

import os
import subprocess
import sys
from importlib.util import find_spec

import keras
import numpy as np
import pytest

from models import Split
from models._weights import load_network, save_network
from models.lenet import LeNet
from models.majority import Majority
from models.mlp import MLP

RNG = np.random.default_rng(0)
X = RNG.integers(0, 256, (24, 12, 12, 1), np.uint8)
TRAIN = Split(X, np.arange(24) % 3)


def fitted(model):
    model.fit(TRAIN, TRAIN, n_classes=3, seed=0)
    return model


@pytest.fixture(scope="module")
def lenet():
    return fitted(LeNet(epochs=1))


def test_a_model_comes_back_and_scores_the_same(lenet, tmp_path):
    path = tmp_path / "weights.keras"
    assert lenet.save(path)
    again = LeNet(epochs=1)
    again.restore(path)
    np.testing.assert_allclose(again.scores(X), lenet.scores(X), atol=1e-6)


def test_the_optimizers_state_is_not_written_and_not_lost(lenet, tmp_path):
    path = tmp_path / "weights.keras"
    network = lenet.trained
    before = network.optimizer
    save_network(network, path)
    assert path.stat().st_size < 1.3 * 4 * network.count_params()
    assert network.compiled
    assert network.optimizer is before
    assert not load_network(path).compiled


def test_plain_keras_loads_it_in_a_fresh_process(lenet, tmp_path):
    lenet.save(tmp_path / "weights.keras")
    np.save(tmp_path / "x.npy", lenet.prepare(X))
    code = (
        "import sys, keras, numpy as np\n"
        "network = keras.saving.load_model('weights.keras')\n"
        "np.save('logits.npy', network.predict(np.load('x.npy'), verbose=0))\n"
        "assert 'models' not in sys.modules"
    )
    subprocess.run([sys.executable, "-P", "-c", code], check=True, cwd=tmp_path)
    here = lenet.trained.predict(lenet.prepare(X), verbose=0)
    np.testing.assert_allclose(np.load(tmp_path / "logits.npy"), here, atol=1e-4)


@pytest.mark.parametrize("backend", ["tensorflow", "jax", "torch"])
def test_another_backend_loads_it(lenet, tmp_path, backend):
    if find_spec(backend) is None:
        pytest.skip(f"{backend} is not installed")
    lenet.save(tmp_path / "weights.keras")
    np.save(tmp_path / "x.npy", X)
    code = (
        "import numpy as np; from pathlib import Path; from models.lenet import LeNet\n"
        "model = LeNet(epochs=1); model.restore(Path('weights.keras'))\n"
        "np.save('scores.npy', model.scores(np.load('x.npy')))"
    )
    environment = {**os.environ, "KERAS_BACKEND": backend}
    subprocess.run([sys.executable, "-P", "-c", code], check=True, cwd=tmp_path, env=environment)
    np.testing.assert_allclose(np.load(tmp_path / "scores.npy"), lenet.scores(X), atol=1e-4)


def test_layers_of_our_own_are_known_where_models_layers_was_imported(tmp_path):
    from models.layers.local_response_normalization import LocalResponseNormalization
    from models.layers.tower_conv2d import TowerConv2D

    stack = [TowerConv2D(4, 3, groups=2), LocalResponseNormalization()]
    save_network(keras.Sequential([keras.Input((8, 8, 2)), *stack]), tmp_path / "own.keras")
    code = "import keras, models.layers; keras.saving.load_model('own.keras')"
    subprocess.run([sys.executable, "-P", "-c", code], check=True, cwd=tmp_path)


def test_a_network_that_could_not_be_loaded_safely_is_not_written(tmp_path):
    network = keras.Sequential([keras.Input((4,)), keras.layers.Lambda(lambda x: x / 255)])
    with pytest.raises(ValueError, match="safe_mode"):
        save_network(network, tmp_path / "lambda.keras")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_refused(tmp_path):
    (tmp_path / "damaged.keras").write_bytes(b"x" * 100)
    with pytest.raises(Exception, match="zip"):
        MLP().restore(tmp_path / "damaged.keras")


def test_a_model_without_weights_keeps_none(tmp_path):
    model = fitted(Majority())
    assert not model.save(tmp_path / "weights.keras")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(NotImplementedError, match="Majority keeps no weights"):
        model.restore(tmp_path / "weights.keras")
