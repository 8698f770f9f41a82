"""The backend, and whether it is deterministic, are chosen in the environment."""

import os

import pytest

from benchmark.backend import choose_backend
from benchmark.usage_error import UsageError

BACKEND = os.environ["KERAS_BACKEND"]
DETERMINISM = {
    "DEPTHBENCH_DETERMINISTIC": "1",
    "TF_DETERMINISTIC_OPS": "1",
    "CUBLAS_WORKSPACE_CONFIG": ":4096:8",
    "XLA_FLAGS": "--xla_gpu_deterministic_ops=true",
}


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch):
    monkeypatch.setattr(os, "environ", os.environ.copy())
    for name in DETERMINISM:
        os.environ.pop(name, None)


def test_determinism_is_off_by_default():
    choose_backend(BACKEND)
    assert os.environ["KERAS_BACKEND"] == BACKEND
    assert not set(DETERMINISM) & set(os.environ)


def test_tensorflow_computes_with_onednn_unless_told_not_to():
    os.environ.pop("TF_ENABLE_ONEDNN_OPTS", None)
    choose_backend(BACKEND)
    assert os.environ.get("TF_ENABLE_ONEDNN_OPTS") == ("1" if BACKEND == "tensorflow" else None)
    os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"
    choose_backend(BACKEND)
    assert os.environ["TF_ENABLE_ONEDNN_OPTS"] == "0"


def test_determinism_is_set_for_every_backend():
    choose_backend(BACKEND, deterministic=True)
    assert {name: os.environ[name] for name in DETERMINISM} == DETERMINISM


def test_flags_of_xla_are_kept_and_ours_added_once():
    os.environ["XLA_FLAGS"] = "--xla_dump_to=/dumps"
    choose_backend(BACKEND, deterministic=True)
    choose_backend(BACKEND, deterministic=True)
    flags = ["--xla_dump_to=/dumps", "--xla_gpu_deterministic_ops=true"]
    assert os.environ["XLA_FLAGS"].split() == flags


def test_an_unknown_backend_is_refused():
    with pytest.raises(UsageError, match="abacus"):
        choose_backend("abacus", deterministic=True)
    assert not set(DETERMINISM) & set(os.environ)
