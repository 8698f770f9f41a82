"""The contract that every section keeps."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    import pandas as pd

    from reports._blocks import Block


@dataclass(frozen=True)
class Section(ABC):
    """One part of the report, a pure function of the table.

    Attributes:
        title: Its heading.
        order: Where it stands; small numbers come first.
    """

    title: ClassVar[str]
    order: ClassVar[int]

    @abstractmethod
    def body(self, table: pd.DataFrame) -> list[Block]:
        """Say what the table has to say on this; nothing where it has nothing.

        Args:
            table: The table of a results folder, one row a run.
        """
