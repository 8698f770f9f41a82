"""What Keras computes on is named, waited for and asked for its memory."""

import subprocess
import sys
from types import SimpleNamespace

import pytest

from models._device_memory import device_peak_mib, reset_device_peak
from models._keras_device import KerasDevice

MIB = 2**20


@pytest.fixture(scope="module")
def backend():
    """The backend of Keras, loaded."""
    import keras

    return keras.backend.backend()


def stand_in(monkeypatch, **module):
    """Let `import name` give something that says what a machine with a GPU would say."""
    for name, content in module.items():
        monkeypatch.setitem(sys.modules, name, content)


def test_the_device_of_this_machine_is_named(backend):
    assert KerasDevice(backend).name


def test_waiting_ends(backend):
    KerasDevice(backend).synchronise()
    KerasDevice(backend).synchronise()


def test_nothing_is_unfinished_after_waiting(backend):
    if backend != "jax":
        pytest.skip("on a CPU, only JAX returns before it is done")
    import jax
    import jax.numpy as jnp

    work = jax.jit(lambda x: jax.lax.fori_loop(0, 20, lambda _, y: jnp.tanh(y @ x), x))
    x = jnp.ones((400, 400))
    work(x).block_until_ready()
    results = [work(x) for _ in range(5)]
    KerasDevice(backend).synchronise()
    assert all(each.is_ready() for each in results)


def test_a_cpu_has_no_device_memory(backend):
    if KerasDevice(backend).name != "cpu":
        pytest.skip("there is a GPU")
    reset_device_peak(backend)
    assert device_peak_mib(backend) is None


def test_tensorflow_asks_every_gpu(monkeypatch):
    peaks = {"GPU:0": 5 * MIB, "GPU:1": 7 * MIB}
    memory = SimpleNamespace(
        reset_memory_stats=lambda name: peaks.update({name: MIB}),
        get_memory_info=lambda name: {"current": 0, "peak": peaks[name]},
    )
    gpus = [SimpleNamespace(name="/device:GPU:0"), SimpleNamespace(name="/device:GPU:1")]
    config = SimpleNamespace(list_logical_devices=lambda _: gpus, experimental=memory)
    stand_in(monkeypatch, tensorflow=SimpleNamespace(config=config))
    assert device_peak_mib("tensorflow") == 7
    reset_device_peak("tensorflow")
    assert device_peak_mib("tensorflow") == 1


def test_an_allocator_that_does_not_count_gives_none(monkeypatch):
    def refuse(name):
        raise ValueError(name)

    memory = SimpleNamespace(reset_memory_stats=refuse, get_memory_info=refuse)
    gpus = [SimpleNamespace(name="/device:GPU:0")]
    config = SimpleNamespace(list_logical_devices=lambda _: gpus, experimental=memory)
    stand_in(monkeypatch, tensorflow=SimpleNamespace(config=config))
    reset_device_peak("tensorflow")
    assert device_peak_mib("tensorflow") is None


def test_jax_knows_a_peak_only_where_it_rose(monkeypatch):
    stats = {"peak_bytes_in_use": 5 * MIB}
    gpus = [SimpleNamespace(id=0, memory_stats=lambda: stats)]
    stand_in(monkeypatch, jax=SimpleNamespace(local_devices=lambda: gpus))
    reset_device_peak("jax")
    assert device_peak_mib("jax") is None
    stats["peak_bytes_in_use"] = 6 * MIB
    assert device_peak_mib("jax") == 6


def test_pytorch_is_initialised_before_its_reset(monkeypatch):
    calls = []
    cuda = SimpleNamespace(
        is_available=lambda: True,
        init=lambda: calls.append("init"),
        reset_peak_memory_stats=lambda: calls.append("reset"),
        synchronize=lambda: calls.append("synchronise"),
        max_memory_allocated=lambda: 3 * MIB,
    )
    stand_in(monkeypatch, torch=SimpleNamespace(cuda=cuda))
    reset_device_peak("torch")
    KerasDevice("torch").synchronise()
    assert calls == ["init", "reset", "synchronise"]
    assert device_peak_mib("torch") == 3


TRAIN_TWICE = """
import sys
from benchmark.backend import choose_backend

choose_backend(sys.argv[1], deterministic=True)
import keras, numpy as np
from benchmark.plugins import MODELS
from models import Split
from models._determinism import make_deterministic

make_deterministic(keras.backend.backend())
random = np.random.default_rng(0)
split = Split(random.integers(0, 256, (64, 8, 8, 1), np.uint8), np.arange(64) % 2)
model = MODELS.make("mlp(epochs=1, hidden=(8,))")
scores = []
for _ in range(2):
    model.fit(split, split, n_classes=2, seed=0)
    scores.append(model.scores(split.x))
sys.exit(not np.array_equal(*scores))
"""


def test_networks_train_deterministically(backend):
    subprocess.run([sys.executable, "-c", TRAIN_TWICE, backend], check=True, timeout=120)


@pytest.mark.parametrize(("capability", "expected"), [("7.5", False), ("8.0", True), ("9.0", True)])
def test_gpus_since_ampere_have_units_for_bfloat16(monkeypatch, capability, expected):
    major, minor = (int(digit) for digit in capability.split("."))
    gpu = SimpleNamespace(platform="gpu", device_kind="GPU", compute_capability=capability)
    details = {"device_name": "GPU", "compute_capability": (major, minor)}
    config = SimpleNamespace(
        list_physical_devices=lambda _: ["GPU:0"],
        experimental=SimpleNamespace(get_device_details=lambda _: details),
    )
    cuda = SimpleNamespace(
        is_available=lambda: True,
        get_device_name=lambda: "GPU",
        get_device_capability=lambda: (major, minor),
    )
    stand_in(
        monkeypatch,
        jax=SimpleNamespace(devices=lambda: [gpu]),
        tensorflow=SimpleNamespace(config=config),
        torch=SimpleNamespace(cuda=cuda),
    )
    for backend in ("jax", "tensorflow", "torch"):
        assert KerasDevice(backend).has_bfloat16 == expected


def test_a_cpu_is_taken_to_have_none(backend):
    if KerasDevice(backend).name != "cpu":
        pytest.skip("there is a GPU")
    assert not KerasDevice(backend).has_bfloat16
