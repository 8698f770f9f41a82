"""What is learned does not depend on the plan that carries it out."""

import keras
import numpy as np
import pytest

from models import Split
from models._part import part, parts
from models.autoencoder_svm import AutoencoderSVM
from models.mlp import MLP

HERE = keras.backend.backend()
PLANS = {name: part("plans", name) for name in parts("plans")}
SMALL = {"epochs": 3, "hidden": (16,), "dropout": 0.5, "image_size": 8}
OURS = [name for name, plan in PLANS.items() if plan.backend == HERE]


def images(n, seed):
    rng = np.random.default_rng(seed)
    y = np.arange(n) % 3
    x = rng.integers(0, 150, (n, 8, 8, 1)) + 50 * y[:, None, None, None]
    return Split(x.astype(np.uint8), y)


def history(model):
    """Train for three epochs of four batches, the last of them smaller."""
    model.fit(images(55, 0), images(20, 1), n_classes=3, seed=5)
    return [
        [epoch[name] for name in ("loss", "val_loss") if name in epoch] for epoch in model.history
    ]


def test_one_plan_is_the_default_on_each_backend_and_device():
    found = sorted((plan.backend, kind) for plan in PLANS.values() for kind in plan.default_on)
    backends = ("jax", "tensorflow", "torch")
    assert found == [(backend, kind) for backend in backends for kind in ("cpu", "gpu")]


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize(
    "settings",
    [{}, {"margin": 4}, {"augmentation": ("flip", "erase")}, {"schedule": "plateau"}],
    ids=["plain", "cropped", "augmented", "plateau"],
)
def test_losses_are_those_of_a_step_at_a_time(name, settings):
    recipe = {**SMALL, "batch_size": 16, **settings}
    losses = history(MLP(plan=name, **recipe))
    by_steps = history(MLP(plan=f"{HERE}_steps", **recipe))
    assert len(losses) == 3
    np.testing.assert_allclose(losses, by_steps, rtol=1e-3)


@pytest.mark.parametrize("name", OURS)
def test_losses_are_those_of_a_loop_by_hand(name):
    """Without dropout and with one batch an epoch there is no order, and nothing is drawn."""
    recipe = {**SMALL, "batch_size": 55, "dropout": 0.0}
    losses = history(MLP(plan=name, **recipe))
    model = MLP(**recipe)
    keras.utils.set_random_seed(5)
    train, validation = images(55, 0), images(20, 1)
    network = model.build(train.x, 3)
    model.compile(network, 3, jit_compile=HERE == "jax")
    expected = []
    for _ in range(3):
        loss = network.train_on_batch(train.x, train.y, return_dict=True)["loss"]
        watched = network.test_on_batch(validation.x, validation.y, return_dict=True)["loss"]
        network.reset_metrics()
        expected.append([float(loss), float(watched)])
    np.testing.assert_allclose(losses, expected, rtol=1e-3)


@pytest.mark.parametrize("name", OURS)
def test_a_plan_trains_what_has_no_labels(name):
    losses = history(AutoencoderSVM(plan=name, hidden=(16,), code=8, epochs=3, batch_size=16))
    assert losses[0][0] > losses[-1][0]


def test_a_plan_for_another_backend_is_refused():
    other = next(name for name, plan in PLANS.items() if plan.backend != HERE)
    message = f"plan for Keras on {HERE}, auto, {', '.join(OURS)}, received '{other}'"
    with pytest.raises(ValueError, match=message):
        history(MLP(plan=other))


def test_an_unknown_plan_is_refused():
    with pytest.raises(ValueError, match="expected one of the plans jax_epochs, .*received 'quick"):
        MLP(plan="quickest")
