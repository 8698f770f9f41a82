"""Where in an image the places of a network's last maps are."""

from __future__ import annotations

from typing import Any, NamedTuple

import keras
import numpy as np

from models.maps._anatomy import anatomy


class Line(NamedTuple):
    """Places along a side, in pixels: the first, and the distance from one to the next."""

    first: float
    between: float

    def of(self, first: float, between: float) -> Line:
        """Give the line of places that lie so among these."""
        return Line(self.first + self.between * first, self.between * between)


def centres(network: keras.Model) -> tuple[Line, Line]:
    """Find the centres of what each row and each column of the last maps sees.

    A convolution without padding has its first centre half a kernel from the border, and a map of
    it that is stretched over the whole image would lie off by that much. Where ways through the
    network join, their centres are averaged: those of a block and its shortcut differ by a pixel
    or so. A layer that is none of the known windows and paddings, and changes the size, is taken
    to stretch.

    Args:
        network: With last maps.
    """
    found = anatomy(network)
    (given,) = network.inputs
    known = {id(given): (given.shape[1:3], [Line(0, 1), Line(0, 1)])}
    for step in found.steps[: (found.maps or 0) + 1]:
        before = [known[each] for each in step.inputs if each in known]
        if not step.is_maps or not before:
            continue
        sides, after = before[0][0], step.sides
        lines = [
            Line(*np.mean([each[axis] for same, each in before if same == sides], axis=0).tolist())
            for axis in (0, 1)
        ]
        among = [_among(step.operation, axis, sides[axis], after[axis]) for axis in (0, 1)]
        moved = [line.of(*each) for line, each in zip(lines, among, strict=True)]
        known[id(step.outputs[0])] = (after, moved)
    rows, columns = moved
    return rows, columns


def _among(operation: Any, axis: int, before: int, after: int) -> tuple[float, float]:
    """Say where places of an output lie among those of the input: the first, and from one on."""
    if isinstance(operation, keras.layers.ZeroPadding2D):
        return -operation.padding[axis][0], 1
    kernel, pool = (_on(axis, operation, name, 0) for name in ("kernel_size", "pool_size"))
    window = kernel or pool
    if not window or after > before:
        return (before / after - 1) / 2, before / after
    stride = _on(axis, operation, "strides", pool or 1)
    reach = (window - 1) * _on(axis, operation, "dilation_rate", 1)
    same = getattr(operation, "padding", "valid") == "same"
    padded = max(0, (after - 1) * stride + reach + 1 - before) // 2 if same else 0
    return reach / 2 - padded, stride


def _on(axis: int, operation: Any, name: str, default: int) -> int:
    """Read a setting that layers have for both sides, or for each."""
    value = getattr(operation, name, default)
    return int(value[axis] if isinstance(value, tuple | list) else value)
