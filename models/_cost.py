"""What a model costs, counted and not timed."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True)
class LayerCost:
    """The size and the work of one layer, or of one step of a pipeline, for one image.

    Args:
        name: What the layer is called in its paper.
        output: Shape of what it gives for one image.
        learned: Parameters found by optimising a loss.
        fitted: Parameters found without gradients, as by k-means.
        fixed: Parameters nobody learns, as the kernels of SIFT.
        connections: Inputs joined to outputs through parameters, biases included.
        macs: Multiply-accumulates with parameters. Biases, normalisation, pooling and
            activations are not counted. A MAC is two FLOPs; the two are never mixed here.
        activations: Numbers that it gives, of which the papers speak as neurons: nought for
            normalisation, and for what has no parameters.
    """

    name: str
    output: tuple[int, ...]
    learned: int = 0
    fitted: int = 0
    fixed: int = 0
    connections: int = 0
    macs: int = 0
    activations: int = 0

    @classmethod
    def linear(cls, name: str, inputs: int, outputs: int) -> Self:
        """Count a learned linear map with biases, from `inputs` numbers to `outputs` numbers."""
        return cls(
            name,
            (outputs,),
            learned=(inputs + 1) * outputs,
            connections=(inputs + 1) * outputs,
            macs=inputs * outputs,
            activations=outputs,
        )


@dataclass(frozen=True)
class Cost:
    """The size and the work of a whole model: the sum of its layers, for one image."""

    layers: tuple[LayerCost, ...]

    def total(self, column: str) -> int:
        """Sum one of the counted fields of `LayerCost` over the layers."""
        return sum(getattr(layer, column) for layer in self.layers)

    def as_dict(self) -> dict[str, Any]:
        """Give the totals and the layers as plain data, ready for JSON."""
        return {**_counts(self.total), "layers": [_layer(layer) for layer in self.layers]}


def _layer(layer: LayerCost) -> dict[str, Any]:
    counts = asdict(layer)
    return {"name": layer.name, "output": list(layer.output), **_counts(counts.__getitem__)}


def _counts(count: Callable[[str], int]) -> dict[str, Any]:
    return {
        "parameters": {kind: count(kind) for kind in ("learned", "fitted", "fixed")},
        "connections": count("connections"),
        "macs": count("macs"),
        "activations": count("activations"),
    }
