from dataclasses import dataclass
from math import log

import keras
import numpy as np
import pytest

from models import KerasClassifier, Split
from models.lenet import LeNet
from models.mlp import MLP


@dataclass
class Plain(KerasClassifier):
    """A linear model, whose last activation and first weights can be chosen."""

    activation: str | None = None
    initializer: str = "zeros"

    def network(self, shape, n_classes):
        first = keras.initializers.get(self.initializer)
        return keras.Sequential(
            [
                keras.Input(shape, dtype="uint8"),
                keras.layers.Rescaling(1 / 255),
                keras.layers.Flatten(),
                keras.layers.Dense(n_classes, self.activation, kernel_initializer=first),
            ]
        )


def noise(n, classes, seed=0):
    rng = np.random.default_rng(seed)
    y = rng.integers(0, classes, n)
    return Split(rng.integers(0, 256, (n, 16, 16, 1), np.uint8), y)


def check(model, train=None, classes=5, seed=0):
    return model.sanity(train or noise(80, classes), n_classes=classes, seed=seed)


@pytest.mark.parametrize("model", [LeNet(), MLP(hidden=(64,)), Plain(learning_rate=0.01)])
def test_a_sound_network_learns_a_batch_of_noise_by_heart(model):
    found = check(model)
    assert found["one_batch_accuracy"] == 1
    assert log(5) / 2 < found["initial_loss"] < log(5) * 2


def test_a_network_of_noughts_begins_at_the_logarithm_of_the_classes():
    assert check(Plain(), classes=7)["initial_loss"] == pytest.approx(log(7), abs=1e-6)


def test_too_large_initial_weights_show():
    loud = Plain(initializer={"class_name": "RandomNormal", "config": {"stddev": 2.0}})
    assert check(loud)["initial_loss"] > 4 * log(5)


@pytest.mark.parametrize(
    "broken",
    [
        MLP(hidden=(8,), learning_rate=0.0),
        MLP(hidden=(8,), learning_rate=10.0),
        Plain(activation="relu", initializer={"class_name": "Constant", "config": {"value": -1}}),
    ],
    ids=["standstill", "diverging", "dead"],
)
def test_a_network_that_cannot_learn_fails(broken):
    assert check(broken)["one_batch_accuracy"] < 0.9


def test_a_fitted_model_stays_as_it_is():
    model, train = MLP(hidden=(8,), epochs=2), noise(40, 3)
    model.fit(train, train, n_classes=3, seed=0)
    scores, history, phases = model.scores(train.x), list(model.history), dict(model.phases)
    check(model, train, classes=3)
    np.testing.assert_array_equal(model.scores(train.x), scores)
    assert model.history == history
    assert model.phases == phases


def test_a_fit_after_it_gives_what_a_fit_before_it_gave():
    model, train = MLP(hidden=(8,), epochs=2), noise(40, 3)
    model.fit(train, train, n_classes=3, seed=0)
    scores = model.scores(train.x)
    check(model, train, classes=3)
    model.fit(train, train, n_classes=3, seed=0)
    np.testing.assert_array_equal(model.scores(train.x), scores)


def test_the_seed_decides_all_of_it():
    first, again, other = (check(MLP(hidden=(8,)), seed=seed) for seed in (0, 0, 1))
    assert first == again
    assert first["initial_loss"] != other["initial_loss"]


def test_images_that_repeat_are_tried_once():
    """The same image under every label cannot be learned; of each, one label is to be kept."""
    few = noise(6, 3)
    repeated = Split(np.repeat(few.x, 3, axis=0), np.tile(np.arange(3), 6))
    found = check(Plain(learning_rate=0.01), repeated, classes=3)
    assert found["one_batch_accuracy"] == 1


def test_a_rare_class_is_in_the_batch():
    """A network that can only say the first class is right about half the batch, not about all."""
    train = noise(400, 2)
    train.y[:] = 0
    train.y[-20:] = 1
    found = check(Plain(learning_rate=0.0), train, classes=2)
    assert found["one_batch_accuracy"] == 0.5
