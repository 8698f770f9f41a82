"""What sections are made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from typing import TYPE_CHECKING, TypeAlias

from benchmark.printable import printable
from reports._save_figure import save_figure
from reports._told import with_told

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Heading:
    """A line above what belongs together within a section; escaped when it is written."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """Plain text; it is escaped when it is written."""

    text: str


@dataclass(frozen=True)
class Grid:
    """A table of texts that are ready to print; they are escaped when they are written.

    Args:
        name: What its files are called (without ending).
        frame: A row a line.
        summary: On a page that can fold, the words that it is folded under; empty to show it.
    """

    name: str
    frame: pd.DataFrame
    summary: str = ""


@dataclass(frozen=True)
class RunTable:
    """A table of runs, each of which opens to its details on a page that can.

    Args:
        name: What its files are called (without ending).
        frame: A row a run, of texts that are ready to print.
        facts: Of each run, by name.
        seconds: Of each run, by phase; nothing of those without any.
        histories: Of each run, by epoch: seconds of fitting so far, validation accuracy.
        summary: The words that it is folded under.
    """

    name: str
    frame: pd.DataFrame
    facts: Sequence[dict[str, str]]
    seconds: Sequence[dict[str, float]]
    histories: Sequence[list[tuple[float, float]]]
    summary: str


@dataclass(frozen=True)
class Picture:
    """A figure, the file name it gets (without ending), and words for those who cannot see it."""

    name: str
    figure: Figure
    words: str

    @cached_property
    def svg(self) -> str:
        """The drawing, in which parts tell their values; the same figure gives the same text."""
        from matplotlib import rc_context

        text, nameless = StringIO(), {"Date": None, "Creator": None}
        with rc_context({"svg.hashsalt": "depthbench"}):
            save_figure(self.figure, text, format="svg", metadata=nameless)
        self.figure.set_layout_engine("none")  # all is in its place, also for other formats
        # What parts tell is data, and XML has no control characters.
        return with_told(printable(text.getvalue()), self.name)


Block: TypeAlias = Heading | Paragraph | Grid | RunTable | Picture
