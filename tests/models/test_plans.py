"""What is learned does not depend on the plan that carries it out."""

import gc
import os
import subprocess
import sys
import weakref
from time import perf_counter

import keras
import numpy as np
import pytest

from models import Split
from models._part import part, parts
from models.alexnet import AlexNet
from models.autoencoder_svm import AutoencoderSVM
from models.lenet import LeNet
from models.lenet5 import LeNet5
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


def history(model, n=55, watched=20):
    """Train for three epochs, of four batches, the last of them smaller."""
    model.fit(images(n, 0), images(watched, 1), n_classes=3, seed=5)
    return [
        [epoch[name] for name in ("loss", "val_loss") if name in epoch] for epoch in model.history
    ]


def test_one_plan_is_the_default_on_each_backend_and_device():
    found = sorted((plan.backend, kind) for plan in PLANS.values() for kind in plan.default_on)
    backends = ("jax", "tensorflow", "torch")
    assert found == [(backend, kind) for backend in backends for kind in ("cpu", "gpu")]


def by_hand(model, n=55, watched=20):
    """Train as `history` has it trained, a step a call."""
    train, validation = images(n, 0), images(watched, 1)
    keras.utils.set_random_seed(5)
    batches = model.batches(Split(model.enlarge(train.x), train.y), 5)
    network = model.build(model.prepare(train.x), 3)
    callbacks = model.compile(network, 3 * -(-n // 16), jit_compile=HERE == "jax")
    for callback in callbacks:
        callback.set_model(network)
        callback.on_train_begin()
    losses = []
    for epoch in range(3):
        loss = 0.0
        for x, y in (batches[number] for number in range(len(batches))):
            loss += float(network.train_on_batch(x, y, return_dict=True)["loss"]) * len(y) / n
            network.reset_metrics()
        batches.on_epoch_end()
        x = model.prepare(validation.x)
        found = network.evaluate(x, validation.y, batch_size=20, verbose=0, return_dict=True)
        for callback in callbacks:
            callback.on_epoch_end(epoch, {f"val_{name}": each for name, each in found.items()})
        losses.append([loss, float(found["loss"])])
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


@pytest.fixture
def three_threads(monkeypatch):
    """Let TensorFlow say that each of its operations has a thread, and that there are three."""
    if HERE != "tensorflow":
        pytest.skip("batches are taken in parts by TensorFlow alone")
    import tensorflow as tf

    threading = tf.config.threading
    monkeypatch.setattr(threading, "get_intra_op_parallelism_threads", lambda: 1)
    monkeypatch.setattr(threading, "get_inter_op_parallelism_threads", lambda: 3)


NETWORKS = {
    "lenet": (LeNet, {"image_size": 16}),
    "lenet5": (LeNet5, {}),
    "alexnet": (AlexNet, {**AlexNet.tiny, "margin": 0, "ten_crop": False}),
    "mlp": (MLP, SMALL),
}


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("sizes", [(55, 20), (17, 1), (34, 2)])
@pytest.mark.usefixtures("three_threads")
def test_parts_of_a_batch_teach_what_the_whole_batch_does(name, sizes):
    """With dropout, and a batch of fewer images than the others, or even than there are parts."""
    kind, settings = NETWORKS[name]
    recipe = {**settings, "epochs": 3, "batch_size": 16}
    model = kind(**recipe)
    np.testing.assert_allclose(history(model, *sizes), by_hand(kind(**recipe), *sizes), rtol=1e-3)
    x = model.prepare(images(40, 2).x)
    for many in (1, 2, 40):
        logits = model.trained.predict_on_batch(x[:many])
        np.testing.assert_allclose(logits, model.trained(x[:many]), rtol=1e-3, atol=1e-5)


@pytest.mark.usefixtures("three_threads")
def test_small_floats_are_scaled_in_parts_too():
    model = LeNet(image_size=16, epochs=1, precision="mixed_float16")
    given = []
    usual = model.compile
    model.compile = lambda network, *rest, **more: (
        given.append(network) or usual(network, *rest, **more)
    )
    history(model)
    assert isinstance(given[0].optimizer, keras.optimizers.LossScaleOptimizer)


@pytest.mark.skipif(HERE != "tensorflow", reason="the plan is TensorFlow's")
def test_training_images_are_let_go(monkeypatch):
    import tensorflow as tf

    kept = []
    constant = tf.constant

    def watched(value, *rest, **more):
        made = constant(value, *rest, **more)
        if np.shape(value)[:1] == (55,):
            kept.append(weakref.ref(made))
        return made

    monkeypatch.setattr(tf, "constant", watched)
    history(MLP(**SMALL))
    gc.collect()
    assert [each() is None for each in kept] == [True, True]


@pytest.mark.usefixtures("three_threads")
def test_parts_leave_a_network_as_it_is(tmp_path):
    model = LeNet(image_size=16, epochs=1)
    history(model)
    model.save(tmp_path / "weights.keras")
    plain = keras.saving.load_model(tmp_path / "weights.keras", custom_objects={})
    assert [type(each) for each in plain.layers] == [type(each) for each in model.trained.layers]
    x = model.prepare(images(40, 2).x)
    np.testing.assert_allclose(plain(x), model.trained.predict_on_batch(x), rtol=1e-3, atol=1e-5)


@pytest.mark.skipif(HERE != "tensorflow", reason="the plan is TensorFlow's")
@pytest.mark.parametrize("settings", [{}, {"margin": 4}], ids=["plain", "cropped"])
def test_xla_makes_a_program_of_an_epoch_as_it_would_on_a_gpu(settings, monkeypatch):
    monkeypatch.setattr("models.plans.tensorflow_epochs._on_gpu", lambda: True)
    recipe = {**SMALL, "batch_size": 16, **settings}
    np.testing.assert_allclose(history(MLP(**recipe)), by_hand(MLP(**recipe)), rtol=1e-3)


@pytest.mark.skipif(HERE != "tensorflow", reason="the threads are TensorFlow's")
@pytest.mark.parametrize("spec", ["lenet", "resnet"])
def test_each_operation_has_a_thread_unless_a_batch_is_one_thing(spec):
    """In a process of its own, as threads are chosen once."""
    code = (
        "import tensorflow as tf; from benchmark.plugins import MODELS; "
        f"MODELS.make({spec!r}).start(); threads = tf.config.threading; "
        "print(threads.get_intra_op_parallelism_threads(), "
        "threads.get_inter_op_parallelism_threads())"
    )
    cores = len(os.sched_getaffinity(0))
    own = f"1 {cores}" if spec == "lenet" and cores <= 8 else "0 0"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[-2] == own


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


TOGETHER = [name for name in OURS if PLANS[name].together]


def apart(model, splits, seeds):
    """Fit a model for each seed, one after another."""
    found = []
    for own, seed in zip(splits, seeds, strict=True):
        model.fit(*own, n_classes=3, seed=seed)
        found.append((model.history, model.scores(own[1].x)))
    return found


@pytest.mark.parametrize("name", TOGETHER)
@pytest.mark.parametrize(
    ("kind", "settings"),
    [
        (MLP, {**SMALL, "dropout": 0.3}),
        (MLP, {**SMALL, "margin": 4, "augmentation": ("flip", "shift")}),
        (MLP, {**SMALL, "schedule": "constant", "optimizer": "sgd", "weight_decay": 1e-3}),
        (LeNet, {"epochs": 2, "image_size": 16}),
    ],
    ids=["dropout", "cropped", "sgd", "lenet"],
)
def test_seeds_learn_together_what_they_learn_one_by_one(name, kind, settings):
    """Each from its own images, with its own weights, order and dropout."""
    splits = [(images(55, place), images(20, place)) for place in (0, 1)]
    model = kind(plan=name, **{**settings, "batch_size": 16})
    seeds = [5, 6]
    together = model.fit_together(splits, n_classes=3, seeds=seeds)
    for found, own, (history, scores) in zip(
        together, splits, apart(model, splits, seeds), strict=True
    ):
        assert [entry.keys() for entry in found.history] == [entry.keys() for entry in history]
        for ours, theirs in zip(found.history, history, strict=True):
            for each in ours.keys() - {"seconds", "clock"}:
                np.testing.assert_allclose(ours[each], theirs[each], rtol=1e-3, err_msg=each)
        np.testing.assert_allclose(found.scores(own[1].x), scores, atol=1e-3)


@pytest.mark.parametrize("name", TOGETHER)
def test_seconds_are_shared(name):
    splits = [(images(55, place), images(20, place)) for place in range(2)]
    model = MLP(plan=name, **SMALL, batch_size=16)
    start = perf_counter()
    found = model.fit_together(splits, n_classes=3, seeds=[0, 1])
    wall = perf_counter() - start
    for each in found:
        assert each.phases.keys() == {"prepare", "build", "first_step", "train", "validate"}
        assert each.history[-1]["clock"] <= sum(each.phases.values()) + 1e-6
    assert sum(sum(each.phases.values()) for each in found) <= wall


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, True),
        ({"batch_size": 8192, "hidden": (512, 512)}, False),
        ({"early_stopping": 2}, False),
        ({"schedule": "plateau"}, False),
    ],
    ids=["small", "large", "stopping", "plateau"],
)
def test_small_steps_that_nothing_watches_are_taken_together(name, settings, expected):
    model = MLP(plan=name, **settings)
    assert model.fits_together((28, 28, 1), 10) == (expected and name in TOGETHER)


def test_what_trains_in_its_own_way_is_not_taken_together():
    assert not AutoencoderSVM(plan=TOGETHER[0] if TOGETHER else "auto").fits_together((8, 8, 1), 3)


@pytest.mark.parametrize("name", sorted({*OURS} - {*TOGETHER}))
def test_other_plans_refuse_to_train_together(name):
    splits = [(images(55, 0), images(20, 1))] * 2
    with pytest.raises(NotImplementedError, match="trains one network at a time"):
        MLP(plan=name, **SMALL).fit_together(splits, n_classes=3, seeds=[0, 1])
