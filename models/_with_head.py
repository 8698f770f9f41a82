"""A trained network with another classifier in the place of its last layer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from models._body_of import body_of
from models.layers.standardised import Standardised

if TYPE_CHECKING:
    import keras

    from models._keras import KerasClassifier
    from models._scale import Scale


def with_head(
    net: KerasClassifier, body: keras.Model, scale: Scale, head: Any, machine: Any
) -> KerasClassifier:
    """Give a network of what was fitted apart; it has a body's layers, and its own of the rest.

    Args:
        net: That the body is of; it stays as it is.
        body: Its layers below the last.
        scale: Of what the body gives.
        head: A layer that has room for the machine, not yet built.
        machine: What the head is to do.
    """
    joined, standardised = replace(net), Standardised(name="standardised")
    joined.trained = body_of(net, [*body.layers, standardised, head])
    standardised.set_weights([scale.mean, scale.deviation])
    head.take(machine)
    return joined
