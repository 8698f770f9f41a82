"""Choose what Keras computes with, before Keras is imported."""

import os
from importlib.util import find_spec

from benchmark.datasets._keras_cache import keras_cache
from benchmark.usage_error import UsageError

_EXTRAS = {"tensorflow": "", "jax": "[jax]", "torch": "[torch]"}
_XLA_FLAG = "--xla_gpu_deterministic_ops=true"  # XLA ends a process over a flag it does not know


def choose_backend(name: str, *, deterministic: bool = False) -> None:
    """Set the backend for this process and for the workers it starts.

    Args:
        name: "tensorflow", "jax" or "torch".
        deterministic: Whether repeats are to give the same bits also on a GPU, which is slower;
            workers must also call `models._determinism.make_deterministic`.

    Raises:
        UsageError: If the backend is unknown or not installed.
    """
    if name not in _EXTRAS:
        raise UsageError.unknown("backend", name, _EXTRAS)
    if find_spec(name) is None:
        raise UsageError(
            f"backend {name!r} is not installed; install it with: pip install '.{_EXTRAS[name]}'"
        )
    os.environ["DEPTHBENCH_CACHE"] = str(keras_cache())
    os.environ["KERAS_BACKEND"] = name
    os.environ["KERAS_HOME"] = os.devnull  # no keras.json read, as it could change results
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    if name == "tensorflow":
        # TensorFlow takes oneDNN by itself only where a processor has certain instructions. An
        # AMD EPYC without them trains LeNet in 0.35 of the time with it.
        os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")
    if deterministic:
        _ask_for_determinism()


def _ask_for_determinism() -> None:
    """Set what the backends read as they are loaded."""
    os.environ["DEPTHBENCH_DETERMINISTIC"] = "1"
    os.environ["TF_DETERMINISTIC_OPS"] = "1"
    os.environ["CUBLAS_WORKSPACE_CONFIG"] = ":4096:8"  # PyTorch refuses to compute without it
    flags = os.environ.get("XLA_FLAGS", "").split()
    if _XLA_FLAG not in flags:
        os.environ["XLA_FLAGS"] = " ".join([*flags, _XLA_FLAG])
