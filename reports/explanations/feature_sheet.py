"""What a network makes of one image, layer by layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reports._contact_sheet import ACROSS, Strip
from reports._one_line import one_line
from reports.explanations._tiles import feature, shown
from reports.explanations.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from models import Images

_MOST_LAYERS = 12
_LETTERS = 14


def feature_sheet(
    name: str, image: Images, maps: Mapping[str, NDArray[np.float32]], number: int
) -> Sheet | None:
    """Show the maps of an image that vary most, of each layer, or of some if there are many.

    Args:
        name: Of the model.
        image: (height, width, channels).
        maps: By layer, in order, (height, width, channels).
        number: Of the image, from 1.

    Returns:
        None if there are no maps.
    """
    if not maps:
        return None
    layers = list(maps)
    some = np.unique(np.linspace(0, len(layers) - 1, _MOST_LAYERS).round().astype(int))
    picture = shown(image)
    frame = picture.shape[0], picture.shape[1]
    strips = [Strip("image", [picture])]
    strips += [_row(layers[place], maps[layers[place]], frame) for place in some]
    words = (
        f"What {name} makes of image {number}, layer by layer, from dark to bright: of each layer "
        f"the {ACROSS} maps, at most, that vary most."
    )
    title = f"{one_line(name, 50)}: feature maps of image {number}"
    return Sheet(f"feature_maps_{number}", title, words, tuple(strips))


def _row(layer: str, maps: NDArray[np.float32], frame: tuple[int, int]) -> Strip:
    flat = maps.reshape(-1, maps.shape[2])
    places = np.sort(np.argsort(-flat.std(axis=0), kind="stable")[:ACROSS])
    some = maps[..., places]
    span = float(np.ptp(some)) or 1.0
    tiles = [feature(one, frame) for one in np.moveaxis((some - some.min()) / span, 2, 0)]
    size = "×".join(map(str, maps.shape))
    return Strip(f"{one_line(layer, _LETTERS)}\n{size}", tiles)
