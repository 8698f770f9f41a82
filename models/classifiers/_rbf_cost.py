"""What a machine with a Gaussian kernel costs."""

from typing import Any

from models._cost import LayerCost


def rbf_cost(features: int, n_classes: int, pipeline: Any) -> tuple[LayerCost, LayerCost]:
    """Count support vectors, whose numbers are fitted, and their weights, which are learned.

    How many there are is known after a fit. Before, it is the least there can be that is counted,
    one a class, which as a rule is a thousandth of what there will be; the layers' names say so.

    Args:
        features: Numbers that describe an image.
        n_classes: How many classes to tell apart.
        pipeline: Ends in an `RBFSVM`, which need not be fitted; or None.
    """
    fitted = getattr(pipeline[-1], "machines_", None) if pipeline else None
    machines = n_classes * (n_classes - 1) // 2
    vectors, weights, least = n_classes, 2 * machines, ", at least"
    if fitted:
        vectors, machines, least = len(fitted.vectors), len(fitted.biases), ""
        weights = int((fitted.weights != 0).sum())
    kernel = LayerCost(
        f"kernel{least}",
        (vectors,),
        fitted=vectors * features,
        connections=vectors * features,
        macs=vectors * features,
        activations=vectors,
    )
    output = LayerCost(
        f"machines{least}",
        (machines,),
        learned=weights + machines,
        connections=weights + machines,
        macs=weights,
        activations=machines,
    )
    return kernel, output
