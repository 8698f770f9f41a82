"""What Keras creates from its first batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import keras

    from models._batches import Batches


def complete(network: keras.Model, batches: Batches) -> None:
    """Create the state of metrics and optimizer, as `fit` would from what is fed.

    Args:
        network: Compiled.
        batches: What it learns from; what is fed may have another shape.
    """
    x, y = batches[0]
    network._symbolic_build(data_batch=(x[:1], y[:1]))
