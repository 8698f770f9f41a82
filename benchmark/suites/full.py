"""All models at full strength on Fashion-MNIST, ten seeds: meant for a GPU."""

from dataclasses import dataclass, field

from benchmark.plugins import MODELS
from benchmark.suites._base import Suite


@dataclass(frozen=True)
class Full(Suite):
    """Every model on disk with its default settings, on 55,000 training images.

    Command: `depthbench run full --timeout 100000`. Expected accuracy: not measured yet. Cost:
    hours on a GPU; on a CPU, AlexNet at 227x227 alone would take weeks.
    """

    datasets: tuple[str, ...] = ("fashion_mnist",)
    models: tuple[str, ...] = field(default_factory=lambda: tuple(MODELS.names))
    seeds: int = 10
