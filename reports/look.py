"""How a model is drawn, the same in every figure of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

MARKERS = {"floor": "X", "shallow": "s", "deep": "o"}
# Okabe and Ito's colours, without the yellow that is too light for a line.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000")
_DASHES = ("-", "--", "-.", ":")


class Look(NamedTuple):
    """A model's colour, marker and line; the marker tells the family.

    Colours repeat where there are more models than colours; then the lines differ.
    """

    colour: str
    marker: str
    dash: str


def looks(families: Mapping[str, str]) -> dict[str, Look]:
    """Give every model a look.

    Args:
        families: By model, in an order that stays the same.
    """
    return {
        model: Look(
            _COLOURS[place % len(_COLOURS)],
            MARKERS.get(family, "D"),
            _DASHES[place // len(_COLOURS) % len(_DASHES)],
        )
        for place, (model, family) in enumerate(families.items())
    }
