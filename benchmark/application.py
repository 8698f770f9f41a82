"""The networks of `keras.applications`, by name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from inspect import isfunction, signature
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from benchmark.datasets._keras_cache import keras_cache
from benchmark.fitted_model import FittedModel
from benchmark.usage_error import UsageError
from models import KerasClassifier

if TYPE_CHECKING:
    import keras

PREFIX = "keras.applications."
_CLASS_INDEX = "imagenet_class_index.json"


@dataclass
class _Network(KerasClassifier):
    """A network of others, with the weights that they published."""

    def network(self, shape: tuple[int, ...], n_classes: int) -> keras.Model:
        """Build nothing: it is there."""
        raise NotImplementedError(f"expected no fit, received one for {shape}, {n_classes} classes")


def application(name: str) -> tuple[FittedModel, tuple[int, int, int]]:
    """Load a network that learned ImageNet's 1,000 classes, with weights from the Keras cache.

    Args:
        name: As `keras.applications.mobilenet_v2`, or of the function, as `...ResNet50`.

    Returns:
        The network, and height, width and channels of the images that it takes.

    Raises:
        UsageError: If there is none of that name, or its weights are not in the cache.
    """
    import keras

    known = _known()
    short = name.removeprefix(PREFIX)
    if _plain(short) not in known:
        raise UsageError.unknown(
            "network", name, [PREFIX + each.__name__ for _, each in known.values()]
        )
    module, build = known[_plain(short)]
    with patch("keras.src.utils.file_utils.get_file", _cached):
        network = build(weights="imagenet", classifier_activation=None)
    inputs = keras.Input(network.input_shape[1:], dtype="uint8")
    ready = module.preprocess_input(keras.ops.cast(inputs, "float32"))
    model = _Network()
    model.trained = keras.Model(inputs, network(ready))
    height, width, channels = network.input_shape[1:]
    classes = _classes(network.output_shape[-1])
    return FittedModel(short, model, classes, "the Keras cache"), (height, width, channels)


def _known() -> dict[str, tuple[Any, Any]]:
    """List functions that build networks, each with the module that prepares its images."""
    import keras

    found = {}
    for module in vars(keras.applications).values():
        if hasattr(module, "preprocess_input"):
            for name, each in vars(module).items():
                if isfunction(each) and "weights" in signature(each).parameters:
                    found[_plain(name)] = module, each
    return found


def _plain(name: str) -> str:
    return name.replace("_", "").lower()


def _cached(fname: str, origin: str, cache_subdir: str = "datasets", **_: Any) -> str:
    """Stand in for the download: what is not in the cache is asked for by its name."""
    path = keras_cache() / cache_subdir / fname
    if not path.is_file():
        raise UsageError(f"there are no weights in {path}: put there what {origin} gives")
    return str(path)


def _classes(n: int) -> tuple[str, ...]:
    """Name ImageNet's classes, if their index lies in the cache."""
    path: Path = keras_cache() / "models" / _CLASS_INDEX
    try:
        index = json.loads(path.read_text(encoding="utf-8"))
        return tuple(str(index[str(label)][1]) for label in range(n))
    except (OSError, ValueError, KeyError, IndexError):
        return tuple(f"class {label}" for label in range(n))
