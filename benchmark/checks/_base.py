"""The contract that every check keeps."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from benchmark.case import Case
    from benchmark.finding import Finding


@dataclass(frozen=True)
class Check(ABC):
    """One thing that may be wrong with a data set.

    Attributes:
        order: Where its findings stand among those that are as bad; small numbers come first.
    """

    order: ClassVar[int]

    @abstractmethod
    def examine(self, case: Case) -> list[Finding]:
        """Say what is wrong; nothing where all is well, or where it takes files and has none.

        Args:
            case: A data set as far as checks may see it.
        """
