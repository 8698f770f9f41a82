"""What every layer of a network makes of images."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import keras
import numpy as np

from models.maps._anatomy import anatomy
from models.maps._run import BATCH, visited

if TYPE_CHECKING:
    from numpy.typing import NDArray


def feature_maps(network: keras.Model, x: NDArray[Any]) -> dict[str, NDArray[np.float32]]:
    """Give the maps of every step from the first convolution on, in order.

    Args:
        network: With a graph, one input and one output.
        x: What it is called with, (n, height, width, channels): few, as all maps are kept.

    Returns:
        By the name of the layer, float32 (n, rows, columns, channels); a layer that is used again
        has its name with `_2`, `_3`. Empty for a network without convolutions.

    Raises:
        ValueError: If the network has no graph, or several inputs or outputs.
    """
    steps = anatomy(network).steps
    maps = [place for place, step in enumerate(steps) if step.is_maps]
    first = next((place for place in maps if steps[place].mixes), len(steps))
    found: dict[int, list[Any]] = {place: [] for place in maps if place >= first}
    last = max(found, default=-1)

    def see(place: int, outputs: Any) -> bool:
        if place in found:
            found[place].append(keras.ops.convert_to_numpy(outputs).astype(np.float32))
        return place < last

    for at in range(0, len(x), BATCH) if found else ():
        visited(network, x[at : at + BATCH], see)
    return _named({place: np.concatenate(each) for place, each in found.items()}, steps)


def _named(found: dict[int, NDArray[np.float32]], steps: Any) -> dict[str, NDArray[np.float32]]:
    named: dict[str, NDArray[np.float32]] = {}
    for place, maps in found.items():
        name = own = steps[place].operation.name
        number = 1
        while name in named:
            number += 1
            name = f"{own}_{number}"
        named[name] = maps
    return named
