"""A number of seeds and a share of the training images, and how long they take."""

from dataclasses import dataclass

from benchmark.forecast import Forecast


@dataclass(frozen=True)
class Proposal:
    """Seeds, and a share of the training images.

    Args:
        seeds: How many.
        percent: Of the training images.
        forecast: What they take.
    """

    seeds: int
    percent: int
    forecast: Forecast
