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
SMALL = {"epochs": 3, "hidden": (16,), "dropout": 0.0, "image_size": 8}
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


def by_hand(model):
    """Train as `history` has it trained, a step a call."""
    train, validation = images(55, 0), images(20, 1)
    keras.utils.set_random_seed(5)
    batches = model.batches(Split(model.enlarge(train.x), train.y), 5)
    network = model.build(model.prepare(train.x), 3)
    callbacks = model.compile(network, 12, jit_compile=HERE == "jax")
    for callback in callbacks:
        callback.set_model(network)
        callback.on_train_begin()
    losses = []
    for epoch in range(3):
        loss = 0.0
        for x, y in (batches[number] for number in range(len(batches))):
            loss += float(network.train_on_batch(x, y, return_dict=True)["loss"]) * len(y) / 55
            network.reset_metrics()
        batches.on_epoch_end()
        x = model.prepare(validation.x)
        watched = network.evaluate(x, validation.y, batch_size=20, verbose=0, return_dict=True)
        for callback in callbacks:
            callback.on_epoch_end(epoch, {f"val_{name}": each for name, each in watched.items()})
        losses.append([loss, float(watched["loss"])])
    return losses


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"margin": 4},
        {"schedule": "plateau", "patience": 0},
        {"augmentation": ("flip", "erase", "shift")},
    ],
    ids=["plain", "cropped", "plateau", "augmented"],
)
def test_losses_are_those_of_a_loop_by_hand(name, settings):
    """Three epochs of four batches, the last of which is smaller."""
    recipe = {**SMALL, "batch_size": 16, **settings}
    losses = history(MLP(plan=name, **recipe))
    np.testing.assert_allclose(losses, by_hand(MLP(**recipe)), rtol=1e-3)


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
