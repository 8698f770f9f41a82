from dataclasses import dataclass
from itertools import pairwise

import keras
import numpy as np
import pytest

from models import KerasClassifier, Split
from models.mlp import MLP


@dataclass
class Linear(KerasClassifier):
    """One layer without biases, so that a step of training can be done by hand."""

    def network(self, shape, n_classes):
        return keras.Sequential(
            [
                keras.Input(shape, dtype="uint8"),
                keras.layers.Rescaling(1 / 255),
                keras.layers.Flatten(),
                keras.layers.Dense(n_classes, use_bias=False, kernel_initializer="ones"),
            ]
        )


def images(n=12, side=3, classes=2, seed=0):
    rng = np.random.default_rng(seed)
    y = np.arange(n) % classes
    x = rng.integers(0, 100, (n, side, side, 1)) + 100 * y[:, None, None, None]
    return Split(x.astype(np.uint8), y)


def fitted(model, **options):
    model.fit(images(), images(seed=1), n_classes=2, seed=0, **options)
    return model


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"optimizer": "lion"}, "expected one of the optimizers adam, sgd, received 'lion'"),
        ({"schedule": "steps"}, "schedules constant, cosine, plateau, received 'steps'"),
        ({"augmentation": ("flip", "blur")}, "augmentations colour, erase, .*received 'blur'"),
        ({"loss": "mse"}, "expected one of the losses cross_entropy, .*received 'mse'"),
        ({"epochs": 0}, "expected epochs of 1 or more, received 0"),
        ({"early_stopping": -1}, "expected early_stopping of 0 or more, received -1"),
        ({"weight_decay": -0.1}, "expected weight_decay of 0 or more, received -0.1"),
        ({"margin": 4}, "expected image_size with margin, received margin=4 alone"),
        ({"ten_crop": True}, "expected margin of 1 or more with ten_crop, received 0"),
    ],
)
def test_an_unknown_recipe_is_refused(settings, message):
    with pytest.raises(ValueError, match=message):
        MLP(**settings)


@pytest.mark.parametrize(
    ("train", "classes", "message"),
    [
        (images(), 1, "expected 2 classes or more, received 1"),
        (Split(np.zeros((4, 3, 3, 2), np.uint8), np.arange(4) % 2), 2, "1 .grey. or 3.*received 2"),
    ],
)
def test_an_impossible_task_is_refused(train, classes, message):
    with pytest.raises(ValueError, match=message):
        MLP().fit(train, train, n_classes=classes, seed=0)
    with pytest.raises(ValueError, match=message):
        MLP().cost(train.x.shape[1:], classes)


def test_sgd_steps_as_the_paper_says():
    """Two steps by hand: v = 0.9 v - rate * (gradient + decay * w), w = w + v."""
    rate, decay = 0.1, 0.05
    model = Linear(
        optimizer="sgd", schedule="constant", learning_rate=rate, weight_decay=decay, epochs=2
    )
    weights, velocity = np.ones((9, 2)), np.zeros((9, 2))
    data = images()
    x, target = data.x.reshape(12, -1) / 255, np.eye(2)[data.y]
    for _ in range(2):
        powers = np.exp(x @ weights)
        gradient = x.T @ (powers / powers.sum(axis=1, keepdims=True) - target) / 12
        velocity = 0.9 * velocity - rate * (gradient + decay * weights)
        weights += velocity
    trained = fitted(model).trained.get_weights()[0]
    np.testing.assert_allclose(trained, weights, rtol=1e-5)


def test_adam_takes_weight_decay_off_beside_the_gradient():
    with_decay = fitted(Linear(schedule="constant", epochs=1, weight_decay=0.5, learning_rate=0.01))
    without = fitted(Linear(schedule="constant", epochs=1, learning_rate=0.01))
    difference = without.trained.get_weights()[0] - with_decay.trained.get_weights()[0]
    np.testing.assert_allclose(difference, 0.01 * 0.5 * np.ones((9, 2)), rtol=1e-3)


def test_cosine_ends_at_nought_and_constant_stays():
    rates = {}
    for name in ("cosine", "constant"):
        network = fitted(Linear(schedule=name, epochs=3, batch_size=4, learning_rate=0.5)).trained
        rates[name] = float(keras.ops.convert_to_numpy(network.optimizer.learning_rate))
    assert rates == {"cosine": pytest.approx(0, abs=1e-6), "constant": pytest.approx(0.5)}


def test_plateau_divides_the_rate_by_ten_when_nothing_gets_better():
    model = Linear(schedule="plateau", optimizer="sgd", patience=2, epochs=6, learning_rate=1e-12)
    fitted(model)
    rate = float(keras.ops.convert_to_numpy(model.trained.optimizer.learning_rate))
    assert rate < 1e-12 / 9


def test_plateau_watches_the_accuracy_and_not_a_loss_that_goes_on_falling():
    same = Split(images().x, np.zeros(12, np.int64))  # all right from the beginning
    model = Linear(schedule="plateau", optimizer="sgd", patience=2, epochs=6, learning_rate=1e-3)
    model.fit(same, same, n_classes=2, seed=0)
    losses = [epoch["val_loss"] for epoch in model.history]
    assert all(earlier > later for earlier, later in pairwise(losses))
    assert float(keras.ops.convert_to_numpy(model.trained.optimizer.learning_rate)) < 1e-3 / 9


def test_early_stopping_ends_and_keeps_the_best_epoch():
    noise = Split(images().x, images().y[::-1].copy())  # validation labels that speak against it
    stopped, whole = Linear(epochs=30, early_stopping=3, learning_rate=0.1), Linear(epochs=1)
    stopped.fit(images(), noise, n_classes=2, seed=0)
    whole.fit(images(), noise, n_classes=2, seed=0)
    losses = [epoch["val_loss"] for epoch in stopped.history]
    assert len(losses) == losses.index(min(losses)) + 1 + 3 < 30
    loss = stopped.trained.evaluate(noise.x, noise.y, verbose=0, return_dict=True)["loss"]
    assert loss == pytest.approx(min(losses), rel=1e-5)


def test_a_network_may_be_trained_by_a_hinge_and_gives_margins():
    y = np.arange(12) % 2
    x = np.zeros((12, 3, 3, 1), np.uint8)
    x[y == 0, 0], x[y == 1, 2] = 200, 200
    model = Linear(loss="squared_hinge", epochs=60, learning_rate=0.05)
    model.fit(Split(x, y), Split(x, y), n_classes=2, seed=0)
    scores = model.scores(x)
    assert (scores.argmax(axis=1) == y).all()
    assert scores.min() < 0


def test_the_same_seed_augments_alike():
    recipe = {"augmentation": ("flip", "colour"), "image_size": 3, "margin": 1, "epochs": 2}
    one, two = (fitted(Linear(**recipe)).trained.get_weights()[0] for _ in range(2))
    np.testing.assert_array_equal(one, two)


def test_ten_crops_are_averaged():
    model = fitted(Linear(image_size=3, margin=2, ten_crop=True, epochs=1))
    x = np.random.default_rng(0).integers(0, 256, (4, 5, 5, 1), np.uint8)
    kernel = model.trained.get_weights()[0]
    expected = np.zeros((4, 2))
    for top, left in ((0, 0), (0, 2), (2, 0), (2, 2), (1, 1)):
        for step in (1, -1):
            crop = x[:, top : top + 3, left : left + 3][:, :, ::step]
            powers = np.exp(crop.reshape(4, -1) / 255 @ kernel)
            expected += powers / powers.sum(axis=1, keepdims=True) / 10
    np.testing.assert_allclose(model.scores(x), expected, rtol=1e-5)
