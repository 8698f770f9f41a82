"""Where a network's last maps are, and what it makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import keras

from models.maps._steps import Step, all_pass, steps_of

_IDLE = (
    *("ActivityRegularization", "AlphaDropout", "Dropout", "GaussianDropout", "GaussianNoise"),
    *("Flatten", "Identity", "Reshape", "SpatialDropout2D"),
)
_SQUASHING = ("softmax", "sigmoid")  # what turns logits into probabilities


@dataclass(frozen=True)
class Anatomy:
    """A network as a list of steps.

    Args:
        steps: In order.
        maps: The place of the step that gives the last maps; None where there are none.
        linear: The linear layer right on the averages of these maps; None where there is none.
    """

    steps: tuple[Step, ...]
    maps: int | None
    linear: keras.layers.Layer | None


_known: WeakKeyDictionary[keras.Model, Anatomy] = WeakKeyDictionary()


def anatomy(network: keras.Model) -> Anatomy:
    """Find a network's last maps by its graph.

    They are what is averaged, in a network that ends in global average pooling and a linear layer;
    else what the last layer with a kernel over maps gives, with all that follows at the same
    size (normalisation, activation, a sum with a shortcut). In either case they are maps that all
    ways through the network go through.

    Raises:
        ValueError: If the network has no graph, or several inputs or outputs.
    """
    if network not in _known:
        steps = steps_of(network)
        place, linear = _averaged(steps)
        _known[network] = Anatomy(steps, _last(steps) if place is None else place, linear)
    return _known[network]


def squashing(operation: Any) -> bool:
    """Say whether an operation ends in a softmax or a sigmoid."""
    name = getattr(getattr(operation, "activation", None), "__name__", "")
    return name in _SQUASHING or isinstance(operation, keras.layers.Softmax)


def _averaged(steps: tuple[Step, ...]) -> tuple[int | None, keras.layers.Layer | None]:
    """Find the maps that are averaged and the linear layer, in a network that ends so."""
    head = [place for place, step in enumerate(steps) if not _idle(step.operation)][-2:]
    if len(head) != 2 or not all_pass(steps, head[0] - 1):  # noqa: PLR2004 - averages, linear layer
        return None, None
    (average, linear), maps = (steps[each].operation for each in head), steps[head[0] - 1]
    averages = isinstance(average, keras.layers.GlobalAveragePooling2D)
    chained = all(_follows(steps, place) for place in range(head[0], len(steps)))
    if not (averages and _linear(steps[head[1]]) and maps.is_maps and chained):
        return None, None
    return head[0] - 1, linear


def _idle(operation: Any) -> bool:
    """Say whether scores rank alike without it: all that it may change is a shape or a scale."""
    activation = getattr(operation, "activation", None)
    plain = isinstance(operation, keras.layers.Activation | keras.layers.Softmax) and (
        squashing(operation) or activation is keras.activations.linear
    )
    return plain or type(operation).__name__ in _IDLE


def _linear(step: Step) -> bool:
    layer = step.operation
    dense = isinstance(layer, keras.layers.Dense) or (
        type(layer) is keras.layers.Conv2D and layer.kernel_size == (1, 1) and layer.groups == 1
    )
    return dense and (layer.activation is keras.activations.linear or squashing(layer))


def _follows(steps: tuple[Step, ...], place: int) -> bool:
    return steps[place].inputs == tuple(id(each) for each in steps[place - 1].outputs)


def _last(steps: tuple[Step, ...]) -> int | None:
    mixing = [place for place, step in enumerate(steps) if step.is_maps and step.mixes]
    if not mixing:
        return None
    sides = steps[mixing[-1]].sides
    maps = [place for place, step in enumerate(steps) if step.is_maps and place >= mixing[0]]
    passed = [place for place in maps if all_pass(steps, place)]
    alike = [place for place in passed if steps[place].sides == sides]
    found = alike or passed
    return found[-1] if found else None
