"""The history of a network whose last layer is taken off."""

from collections.abc import Iterable


def without_accuracy(history: Iterable[dict[str, float]]) -> list[dict[str, float]]:
    """Leave out accuracies, which are those of the network's own last layer."""
    return [
        {name: value for name, value in epoch.items() if "accuracy" not in name}
        for epoch in history
    ]
