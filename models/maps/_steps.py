"""A network as a list of steps."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Any

import keras

from models.maps._walk import walk

_IMAGES = 4  # dimensions of maps: (n, height, width, channels)


@dataclass(frozen=True)
class Step:
    """One use of an operation.

    Args:
        operation: A layer, or a function on tensors.
        inputs: Identities of the tensors that go in.
        outputs: The symbolic tensors that come out.
    """

    operation: Any
    inputs: tuple[int, ...]
    outputs: tuple[keras.KerasTensor, ...]

    @property
    def is_maps(self) -> bool:
        """Whether one tensor of maps comes out, of more than a pixel."""
        shape = self.outputs[0].shape
        return len(self.outputs) == 1 and len(shape) == _IMAGES and prod(self.sides) > 1

    @property
    def sides(self) -> tuple[int, int]:
        """Height and width of maps; 0 where they are not fixed."""
        height, width = self.outputs[0].shape[1:3]
        return height or 0, width or 0

    @property
    def mixes(self) -> bool:
        """Whether it has a kernel, as convolutions have; a mean image is none."""
        weights = () if hasattr(self.operation, "adapt") else getattr(self.operation, "weights", ())
        return any(len(each.shape) > 1 for each in weights)


def steps_of(network: keras.Model) -> tuple[Step, ...]:
    """List a network's steps, nested networks' too, in an order in which they can be computed.

    Raises:
        ValueError: If the network has no graph, or several inputs or outputs.
    """
    steps: list[Step] = []

    def visit(operation: Any, *arguments: Any, **options: Any) -> Any:
        outputs = operation.compute_output_spec(*arguments, **options)
        tensors = (keras.tree.flatten(each) for each in ((arguments, options), outputs))
        inputs, given = (
            tuple(each for each in flat if isinstance(each, keras.KerasTensor)) for flat in tensors
        )
        steps.append(Step(operation, tuple(map(id, inputs)), given))
        return outputs

    inputs = getattr(network, "inputs", None) or ()
    walk(network, inputs, visit)
    if len(inputs) != 1 or len(network.outputs) != 1:
        raise ValueError(
            f"expected a network with one input and one output, received {network.name!r} with "
            f"{len(inputs)} and {len(network.outputs)}"
        )
    return tuple(steps)


def all_pass(steps: tuple[Step, ...], place: int) -> bool:
    """Say whether no way from the input to the output leaves out a step."""
    if place < 0:
        return False
    made = {id(tensor) for step in steps for tensor in step.outputs}
    reached = {each for step in steps for each in step.inputs} - made  # the input itself
    for number, step in enumerate(steps):
        if number != place and reached.intersection(step.inputs):
            reached.update(map(id, step.outputs))
    return reached.isdisjoint(map(id, steps[-1].outputs))
