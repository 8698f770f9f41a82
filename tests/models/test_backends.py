"""Weights of one backend give the same scores and maps of evidence on the others."""

import os
import subprocess
import sys
from importlib.util import find_spec

import keras
import numpy as np
import pytest

from benchmark.plugins import MODELS
from models import KerasClassifier, Split
from models.cnn_svm import CNNSVM

HERE = keras.backend.backend()
BACKENDS = {"tensorflow", "jax", "torch"} - {HERE}
NETWORKS = [
    name for name in MODELS.names if issubclass(MODELS.find(name), KerasClassifier | CNNSVM)
]
OTHERS = """
import sys
import numpy as np
from benchmark.plugins import MODELS
folder, *names = sys.argv[1:]
x = np.load(f"{folder}/x.npy")
for name in names:
    cls = MODELS.find(name)
    model = cls(**cls.tiny)
    model.restore(f"{folder}/{name}.keras")
    np.save(f"{folder}/{name}.npy", model.scores(x))
    if model.evidence_method:
        np.save(f"{folder}/{name}-maps.npy", model.evidence(x, np.arange(len(x)) % 3))
"""


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """Train every network a little, and keep its weights and what it makes of some images."""
    folder = tmp_path_factory.mktemp("weights")
    rng = np.random.default_rng(0)
    train = Split(rng.integers(0, 256, (40, 16, 16, 3), np.uint8), np.arange(40) % 3)
    scores, maps = {}, {}
    for name in NETWORKS:
        cls = MODELS.find(name)
        model = cls(**cls.tiny)
        model.fit(train, train, n_classes=3, seed=0)
        model.save(folder / f"{name}.keras")
        scores[name] = model.scores(train.x)
        if model.evidence_method:
            maps[name] = model.evidence(train.x, np.arange(40) % 3)
    np.save(folder / "x.npy", train.x)
    return folder, scores, maps


@pytest.fixture(scope="module", params=sorted(BACKENDS))
def there(request):
    if find_spec(request.param) is None:
        pytest.skip(f"{request.param} is not installed; `tox -e backends` installs all")
    folder, scores, maps = request.getfixturevalue("here")  # only now, as it takes a while
    environment = {**os.environ, "KERAS_BACKEND": request.param}
    command = [sys.executable, "-c", OTHERS, str(folder), *NETWORKS]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return (
        {name: (np.load(folder / f"{name}.npy"), scores[name]) for name in NETWORKS},
        {name: (np.load(folder / f"{name}-maps.npy"), own) for name, own in maps.items()},
    )


@pytest.mark.parametrize("name", NETWORKS)
def test_scores_agree(name, there):
    scores, expected = there[0][name]
    np.testing.assert_allclose(scores, expected, rtol=1e-4, atol=1e-4)


def test_maps_of_evidence_agree(there):
    assert len(there[1]) >= 10
    for maps, expected in there[1].values():
        np.testing.assert_allclose(maps, expected, atol=1e-3 * abs(expected).max())
