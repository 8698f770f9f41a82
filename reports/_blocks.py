"""What sections are made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Paragraph:
    """Plain text; it is escaped when it is written."""

    text: str


@dataclass(frozen=True)
class Grid:
    """A table of texts that are ready to print, and the name that its files get (without ending).

    They are escaped when they are written.
    """

    name: str
    frame: pd.DataFrame


@dataclass(frozen=True)
class Picture:
    """A figure, the file name it gets (without ending), and words for those who cannot see it."""

    name: str
    figure: Figure
    words: str

    @cached_property
    def svg(self) -> str:
        """The drawing; the same figure gives the same text."""
        from matplotlib import rc_context

        text = StringIO()
        with rc_context({"svg.hashsalt": "depthbench"}):
            self.figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
        return text.getvalue()


Block: TypeAlias = Paragraph | Grid | Picture
