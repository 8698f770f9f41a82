"""Networks of `keras.applications`, with weights that lie in the Keras cache."""

import json

import h5py
import keras
import numpy as np
import pytest

from benchmark.application import application
from benchmark.usage_error import UsageError

FILE = "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_224.h5"


def write_weights(network, path):
    """Write weights as the files of Keras' own networks lie them down."""
    layers = [layer for layer in network.layers if layer.weights]
    with h5py.File(path, "w") as file:
        file.attrs["layer_names"] = [layer.name.encode() for layer in layers]
        for layer in layers:
            group = file.create_group(layer.name)
            names = [f"{layer.name}/{number}" for number, _ in enumerate(layer.weights)]
            group.attrs["weight_names"] = [name.encode() for name in names]
            for name, value in zip(names, layer.get_weights(), strict=True):
                group.create_dataset(name, data=value)


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("DEPTHBENCH_CACHE", str(tmp_path))
    (tmp_path / "models").mkdir()
    return tmp_path / "models"


def test_weights_that_are_missing_are_named_with_where_they_come_from(cache):
    with pytest.raises(UsageError) as error:
        application("keras.applications.mobilenet_v2")
    said = str(error.value)
    assert said.startswith(f"there are no weights in {cache / FILE}: put there what https://")
    assert said.endswith(f"{FILE} gives")


def test_an_unknown_network_is_refused_with_the_nearest():
    with pytest.raises(UsageError, match="nearest is 'keras.applications.MobileNetV2'; known: "):
        application("keras.applications.mobilnetv2")


def test_it_scores_images_as_keras_does(cache):
    keras.utils.set_random_seed(0)
    network = keras.applications.MobileNetV2(weights=None)
    write_weights(network, cache / FILE)
    x = np.random.default_rng(0).integers(0, 256, (2, 224, 224, 3), dtype=np.uint8)
    found, shape = application("keras.applications.mobilenet_v2")
    assert shape == (224, 224, 3)
    expected = network.predict(x / 127.5 - 1, verbose=0)
    np.testing.assert_allclose(found.model.scores(x), expected, atol=1e-6)
    assert found.classes[:2] == ("class 0", "class 1")
    assert found.model.evidence_method == "cam"
    assert found.model.evidence(x, np.array([3, 5])).shape == (2, 224, 224)
    index = {str(label): [f"n{label}", f"name {label}"] for label in range(1000)}
    (cache / "imagenet_class_index.json").write_text(json.dumps(index))
    assert application("keras.applications.MobileNetV2")[0].classes[999] == "name 999"
