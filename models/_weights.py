"""Write a fitted network to a file, and read it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import keras


def save_network(network: keras.Model, path: Path) -> None:
    """Write a network with its weights, and without what only training needs.

    Args:
        network: Built.
        path: Where to; its name ends in `.keras`.

    Raises:
        ValueError: If Keras cannot load in its safe mode what it wrote; the file is gone then.
    """
    try:
        with without_optimizer(network):
            network.save(path)
        load_network(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def load_network(path: Path) -> keras.Model:
    """Read a network that `save_network` wrote, with layers of ours or of Keras, never code.

    Raises:
        ValueError: If the file is damaged, or holds what must not or cannot be loaded.
    """
    import models.layers  # noqa: F401 - makes our layers known to Keras

    network = keras.saving.load_model(path, compile=False, safe_mode=True)
    if keras.backend.backend() == "tensorflow":
        network.jit_compile = False  # compiling by XLA takes longer than scoring some images
    return network


@contextmanager
def without_optimizer(network: keras.Model) -> Iterator[None]:
    """Hide the optimizer, whose state is twice as large as Adam's weights."""
    compiled, optimizer = network.compiled, getattr(network, "optimizer", None)
    network.compiled, network.optimizer = False, None
    try:
        yield
    finally:
        network.compiled, network.optimizer = compiled, optimizer
