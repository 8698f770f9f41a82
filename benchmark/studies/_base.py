"""The contract that every study keeps."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from benchmark.panel import Panel
from benchmark.point import Point


@dataclass(frozen=True)
class Study(ABC):
    """A simulation whose outcome theory foretells; its fields are its settings.

    Attributes:
        title: Its heading in a report.
        claim: What is said, and by which formula, in sentences.
        limits: Where the claim does not hold, or the simulation cannot see, in sentences.
        paper: Where the claim was made.
        panels: What is drawn of it, in order.
        tiny: Settings under which it ends within seconds.
    """

    title: ClassVar[str]
    claim: ClassVar[str]
    limits: ClassVar[str]
    paper: ClassVar[str]
    panels: ClassVar[tuple[Panel, ...]]
    tiny: ClassVar[Mapping[str, object]] = {}

    @abstractmethod
    def points(self, seed: int) -> list[Point]:
        """Simulate, and give what was measured with its theory.

        Args:
            seed: Decides all that is drawn; the same seed gives the same points.
        """
