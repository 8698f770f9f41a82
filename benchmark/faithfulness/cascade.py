"""Whether a map depends on what was learned at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmark.faithfulness.bootstrap_mean import BootstrapMean, bootstrap_mean
from benchmark.faithfulness.rank_correlation import rank_correlation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models import Classifier, Images

_MOST = 12  # layers


@dataclass(frozen=True)
class Redrawn:
    """What became of the maps when layers lost what they had learned.

    Args:
        layers: How many, from the top.
        last: Name of the lowest of them.
        signed: Rank correlation with the maps before; flat maps, which have no order, are left out.
        absolute: The same of absolute values.
    """

    layers: int
    last: str
    signed: BootstrapMean
    absolute: BootstrapMean

    def as_dict(self) -> dict[str, Any]:
        """Give it as plain data, for JSON."""
        return {
            "layers": self.layers,
            "last": self.last,
            "rank_correlation": self.signed.as_dict(),
            "rank_correlation_of_absolute": self.absolute.as_dict(),
        }


def cascade(
    model: Classifier, x: Images, classes: NDArray[np.int64], seed: int
) -> tuple[Redrawn, ...]:
    """Draw weights anew from the top down, and compare the maps with those before.

    The cascading randomisation of Adebayo et al. 2018, "Sanity checks for saliency maps". A map
    that stays as it is shows the image, not the model.

    Args:
        model: Fitted; it stays as it is.
        x: Images, uint8 (n, height, width, channels).
        classes: What the maps speak for, int64 (n,): the same before and after.
        seed: Of the weights; another than the model was fitted with, or layers would get back the
            weights that training began from, which learned ones still resemble.

    Returns:
        One for each layer with weights, from the last to the first; of more than a dozen, for some
        at equal distances, the last and the first among them, as each takes a copy of the model.
    """
    before = model.evidence(x, classes)
    names = model.layers_with_weights[::-1]
    places = np.linspace(1, len(names), min(_MOST, len(names))).round().astype(int).tolist()
    found = []
    for place in places:
        name, after = names[place - 1], model.randomised(place, seed).evidence(x, classes)
        signed = rank_correlation(before, after)
        absolute = rank_correlation(np.abs(before), np.abs(after))
        found.append(Redrawn(place, name, *map(bootstrap_mean, (signed, absolute))))
    return tuple(found)
