"""The contract that every section keeps."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from reports._blocks import Block
    from reports.evidence import Evidence


@dataclass(frozen=True)
class Section(ABC):
    """One part of the report, a pure function of the evidence.

    Attributes:
        title: Its heading.
        order: Where it stands; small numbers come first.
    """

    title: ClassVar[str]
    order: ClassVar[int]

    @abstractmethod
    def body(self, evidence: Evidence) -> list[Block]:
        """Say what the evidence has to say on this; nothing where it has nothing.

        Args:
            evidence: A results folder's table, one row a run, and what follows from it.
        """
