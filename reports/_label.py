"""Names beside points, where they cover least."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

_MOST = 15  # names in a figure; of more models, those for which there is room
_CLOSE = 4  # of the places below: among many points, a name must stand close to its own
_BORNE = 20.0  # what a name may cover of others where there are many, in square points
_POINT = 8.0  # half of a marker with some air, in points of 1/72 inch
_HEIGHT, _WIDTH = 11.0, 5.6  # of a letter, about
# Where a name may stand: its side, and how far away in points; the first that is free.
_PLACES = tuple(
    (side, dx, dy) for dy in (4, -12, 14, -22, 24, -32) for side, dx in (("left", 7), ("right", -7))
)


def label(axes: Axes, rows: pd.DataFrame, best: pd.Index[int]) -> None:
    """Write models' names beside their points.

    Args:
        axes: With its scales and limits set.
        rows: A row a model: `name`, `family`, `cost`, `accuracy`, `low`, `high`.
        best: The front, which has its names before the others.
    """
    figure = axes.get_figure(root=True)
    figure.draw_without_rendering()  # so that places on the paper are known
    scale = 72 / figure.dpi
    spots = scale * axes.transData.transform(rows[["cost", "accuracy"]].to_numpy(float))
    edges = scale * axes.get_window_extent().get_points()[:, 0]
    taken = np.vstack(
        [np.column_stack([spots - _POINT, spots + _POINT]), _bars(axes, rows) * scale]
    )
    places = _PLACES if len(rows) <= _MOST else _PLACES[:_CLOSE]
    first = set(_first(rows))
    for place in _in_order(rows, first, best):
        name = str(rows["name"].iloc[place])
        boxes = np.array([_box(spots[place], len(name), each) for each in places])
        covered = [_covered(box, taken) + _beyond(box, edges) for box in boxes]
        chosen = int(np.argmin(np.round(covered, 3)))
        if len(rows) > _MOST and place not in first and covered[chosen] > _BORNE:
            continue  # it can still be pointed at
        _write(axes, rows.iloc[place], places[chosen])
        taken = np.vstack([taken, boxes[chosen]])


def _first(rows: pd.DataFrame) -> list[int]:
    """Give the places of those that always have their names: the two best of each family."""
    firsts = rows.sort_values("accuracy", ascending=False).groupby("family").head(2)
    return [int(place) for place in rows.index.get_indexer(firsts.index)]


def _in_order(rows: pd.DataFrame, first: set[int], best: pd.Index[int]) -> list[int]:
    """Give the places of all models: those first, then the front, then what there is room for."""
    front = [int(place) for place in rows.index.get_indexer(best)]
    return list(dict.fromkeys([*sorted(first), *front, *range(len(rows))]))


def _bars(axes: Axes, rows: pd.DataFrame) -> NDArray[np.float64]:
    """Give the boxes of the intervals, in pixels."""
    known = rows.dropna(subset=["low", "high"])
    ends = [
        axes.transData.transform(known[["cost", end]].to_numpy(float)) for end in ("low", "high")
    ]
    return np.column_stack([ends[0] - 1, ends[1] + 1])


def _write(axes: Axes, row: pd.Series[Any], place: tuple[str, int, int]) -> None:
    side, dx, dy = place
    axes.annotate(
        row["name"],
        (row["cost"], row["accuracy"]),
        xytext=(dx, dy),
        textcoords="offset points",
        ha=side,
        fontsize="small",
        parse_math=False,
    )


def _box(spot: NDArray[np.float64], letters: int, place: tuple[str, int, int]) -> list[float]:
    side, dx, dy = place
    width = _WIDTH * letters
    left = spot[0] + dx - (width if side == "right" else 0)
    bottom = spot[1] + dy - 2
    return [left, bottom, left + width, bottom + _HEIGHT]


def _beyond(box: NDArray[np.float64], edges: NDArray[np.float64]) -> float:
    """Give how far a box reaches out of the axes, as an area."""
    return _HEIGHT * float(max(0.0, edges[0] - box[0]) + max(0.0, box[2] - edges[1]))


def _covered(box: NDArray[np.float64], taken: NDArray[np.float64]) -> float:
    """Give the area that a box shares with others."""
    low = np.maximum(box[:2], taken[:, :2])
    high = np.minimum(box[2:], taken[:, 2:])
    return float(np.prod(np.maximum(high - low, 0), axis=1).sum())
