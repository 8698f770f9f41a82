"""Nearest neighbours among raw pixels: the training images themselves, and nothing learned."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, ClassVar

from models._at_least import at_least
from models._cost import Cost, LayerCost
from models._range import Range, Space
from models._shallow import ShallowClassifier

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline


@dataclass
class NearestNeighbours(ShallowClassifier):
    """The training images that are nearest to an image, pixel by pixel, vote on its class.

    Scores are shares of the votes.

    Args:
        k: How many vote; of several numbers the validation split chooses.
        by_distance: Weight votes by one over the distance, in place of equally.

    Papers: Fix, Hodges 1951; Cover, Hart, "Nearest neighbor pattern classification", 1967.
    """

    paper: ClassVar[str] = "Fix, Hodges 1951; Cover, Hart 1967"
    sized_by_data: ClassVar[bool] = True
    space: ClassVar[Space] = {"k": Range(1, 15), "by_distance": (True, False)}

    k: tuple[int, ...] = (1, 3, 5)
    by_distance: bool = True

    def __post_init__(self) -> None:
        """Refuse settings that cannot work."""
        at_least(self, k=1)

    def pipeline(self, seed: int) -> Pipeline:
        """Build the pipeline; nothing is drawn at random."""
        from sklearn.pipeline import Pipeline

        from models.classifiers.k_nearest import KNearest
        from models.descriptors.pixels import Pixels

        del seed
        nearest = KNearest(self.k, by_distance=self.by_distance)
        return Pipeline([("features", Pixels()), ("train", nearest)])

    def cost(self, shape: tuple[int, int, int], n_classes: int) -> Cost:
        """Count the training images, as fitted, and the product of an image with each.

        How many there are is known after a fit. Before, it is the least there can be that is
        counted, one a class.
        """
        places = getattr(self.fitted[-1], "places_", None) if self.fitted else None
        images = n_classes if places is None else len(places)
        layer = LayerCost(
            "images, at least" if places is None else "images",
            (images,),
            fitted=images * prod(shape),
            connections=images * prod(shape),
            macs=images * prod(shape),
            activations=images,
        )
        return Cost((layer,))
