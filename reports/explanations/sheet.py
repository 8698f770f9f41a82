"""A contact sheet that can be kept and drawn again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from reports._contact_sheet import Strip, contact_sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.figure import Figure
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Sheet:
    """Rows of images.

    Args:
        name: Of its file, without ending.
        title: Above it.
        words: What is to be seen, for those who read it, and those who cannot see it.
        strips: Its rows, one at least; all images are of one size.
    """

    name: str
    title: str
    words: str
    strips: tuple[Strip, ...]

    def figure(self) -> Figure:
        """Draw it."""
        return contact_sheet({self.title: self.strips})

    def facts(self) -> dict[str, Any]:
        """Give all but the images, as plain data."""
        rows = [{"label": each.label, "captions": list(each.captions)} for each in self.strips]
        return {"name": self.name, "title": self.title, "words": self.words, "strips": rows}

    def arrays(self) -> dict[str, NDArray[np.uint8]]:
        """Give the images, (n, height, width, channels) a row, by a name that no other has."""
        return {f"{self.name}.{row}": np.stack(each.images) for row, each in enumerate(self.strips)}

    @classmethod
    def of(cls, facts: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Make it of what `facts` and `arrays` gave.

        Raises:
            KeyError: If something is missing; likewise TypeError.
        """
        strips = tuple(
            Strip(str(each["label"]), list(arrays[f"{facts['name']}.{row}"]), each["captions"])
            for row, each in enumerate(facts["strips"])
        )
        return cls(str(facts["name"]), str(facts["title"]), str(facts["words"]), strips)
