"""Choose what Keras computes with, before Keras is imported."""

import os
from importlib.util import find_spec

from benchmark.datasets._keras_cache import keras_cache
from benchmark.usage_error import UsageError

_EXTRAS = {"tensorflow": "", "jax": "[jax]", "torch": "[torch]"}


def choose_backend(name: str) -> None:
    """Set the backend for this process and for the workers it starts.

    Args:
        name: "tensorflow", "jax" or "torch".

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
