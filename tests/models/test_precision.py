"""Networks in 16 bits: what stays in 32, and that they learn."""

import keras
import numpy as np
import pytest

from benchmark.plugins import MODELS
from models import KerasClassifier, Split
from models._keras_device import KerasDevice
from models.lenet import LeNet
from models.mlp import MLP

NETWORKS = [name for name in MODELS.names if issubclass(MODELS.find(name), KerasClassifier)]


@pytest.mark.parametrize("name", NETWORKS)
def test_weights_and_logits_stay_in_32_bits(name):
    cls = MODELS.find(name)
    model = cls(**{**cls.tiny, "precision": "mixed_bfloat16"})
    x = np.random.default_rng(0).integers(0, 256, (4, 32, 32, 1), np.uint8)
    network = model.build(model.prepare(x), 3)
    assert "bfloat16" in {layer.compute_dtype for layer in network.layers}
    assert {weight.dtype for weight in network.trainable_weights} == {"float32"}
    assert network.predict(model.prepare(x), verbose=0).dtype == np.float32
    assert keras.config.dtype_policy().name == "float32"


@pytest.mark.parametrize("precision", ["mixed_bfloat16", "mixed_float16"])
def test_a_network_learns_in_16_bits(precision, tmp_path):
    y = np.arange(64) % 2
    noise = np.random.default_rng(0).integers(0, 100, (64, 8, 8, 1))
    data = Split((noise + 100 * y[:, None, None, None]).astype(np.uint8), y)
    model = MLP(hidden=(32,), epochs=20, batch_size=16, learning_rate=0.01, precision=precision)
    model.fit(data, data, n_classes=2, seed=0)
    scores = model.scores(data.x)
    assert scores.dtype == np.float32
    assert (scores.argmax(axis=1) == y).mean() > 0.9
    model.save(tmp_path / "weights.keras")
    again = MLP(hidden=(32,))
    again.restore(tmp_path / "weights.keras")
    np.testing.assert_array_equal(again.scores(data.x), scores)


def test_an_unknown_precision_is_refused():
    message = (
        "expected precision of auto, float32, mixed_bfloat16, mixed_float16, received 'float64'"
    )
    with pytest.raises(ValueError, match=message):
        LeNet(precision="float64")


@pytest.mark.parametrize(("has", "expected"), [(False, "float32"), (True, "mixed_bfloat16")])
def test_the_device_decides_where_no_precision_is_named(monkeypatch, has, expected):
    monkeypatch.setattr(KerasDevice, "has_bfloat16", has)
    x = np.zeros((2, 32, 32, 1), np.uint8)
    for model in (LeNet(), LeNet(precision="float32")):
        wanted = expected if model.precision == "auto" else "float32"
        assert model.number_types == wanted
        policy = keras.dtype_policies.get(wanted)
        assert model.build(x, 3).get_layer("C1").compute_dtype == policy.compute_dtype
