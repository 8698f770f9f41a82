"""What replacing pixels says of a model's maps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmark.are_probabilities import are_probabilities
from benchmark.faithfulness.area_under import area_under
from benchmark.faithfulness.blurred import SIGMA
from benchmark.faithfulness.bootstrap_mean import BootstrapMean, bootstrap_mean
from benchmark.faithfulness.centre_map import centre_map
from benchmark.faithfulness.deletion import Filling, deletion
from benchmark.faithfulness.edge_map import edge_map
from benchmark.faithfulness.insertion import insertion
from benchmark.faithfulness.pixel_order import pixel_order
from benchmark.faithfulness.random_map import random_map
from benchmark.faithfulness.replacement_curve import Judge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from models import Classifier, Images

MAP = "map"
"""The name of the model's own map, beside "random", "centre" and "edges"."""

STEPS = 28
GAMES = ("insertion", "deletion")


@dataclass(frozen=True)
class Faithfulness:
    """The curves of a model's map and of baselines that know less.

    Args:
        curves: By game, "insertion" or "deletion", and by map: probabilities of the class that
            was predicted for the whole image, (n, steps + 1).
        unit: What they are: "probability", or "softmax of margins".
        filling: What takes the place of deleted pixels.
    """

    curves: Mapping[str, Mapping[str, NDArray[np.float64]]]
    unit: str
    filling: Filling

    @property
    def images(self) -> int:
        """How many were looked at."""
        return len(self.curves["insertion"][MAP])

    def areas(self, game: str) -> dict[str, NDArray[np.float64]]:
        """Give the area of each image's curve, (n,), by map."""
        return {name: area_under(curves) for name, curves in self.curves[game].items()}

    def gains(self, game: str) -> dict[str, BootstrapMean]:
        """Say by how much the map is better than each baseline, image by image; above 0 it is."""
        areas = self.areas(game)
        own, sign = areas.pop(MAP), 1 if game == "insertion" else -1
        return {name: bootstrap_mean(sign * (own - other)) for name, other in areas.items()}

    def as_dict(self) -> dict[str, Any]:
        """Give it as plain data, for JSON; curves are means over images."""
        games = {
            game: {
                "area": {name: float(each.mean()) for name, each in self.areas(game).items()},
                "gain": {name: gain.as_dict() for name, gain in self.gains(game).items()},
                "curve": {name: each.mean(axis=0).tolist() for name, each in curves.items()},
            }
            for game, curves in self.curves.items()
        }
        facts = {"images": self.images, "of": self.unit, "filling": self.filling}
        return {**facts, "blur_sigma_pixels": SIGMA, **games}


def faithfulness(
    model: Classifier, x: Images, seed: int = 0, *, steps: int = STEPS, filling: Filling = "zero"
) -> Faithfulness:
    """Play insertion and deletion with a model's map, and with maps that know less.

    Args:
        model: Fitted, with evidence.
        x: Images, uint8 (n, height, width, channels).
        seed: Of the random map and of what breaks ties.
        steps: In how many steps all pixels are replaced.
        filling: What takes the place of deleted pixels.
    """
    scores = model.scores(x)
    classes = scores.argmax(axis=1).astype(np.int64)
    maps: dict[str, NDArray[Any]] = {
        MAP: model.evidence(x, classes),
        "random": random_map(x, seed),
        "centre": centre_map(x),
        "edges": edge_map(x),
    }
    judge = Judge(model.scores, classes, steps)
    orders = {name: pixel_order(each, seed) for name, each in maps.items()}
    curves = {
        "insertion": {name: insertion(judge, x, order) for name, order in orders.items()},
        "deletion": {name: deletion(judge, x, order, filling) for name, order in orders.items()},
    }
    unit = "probability" if are_probabilities(scores) else "softmax of margins"
    return Faithfulness(curves, unit, filling)
