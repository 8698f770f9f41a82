"""The contract that every data set keeps."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from benchmark.data import Data
from benchmark.datasets._published_file import PublishedFile


@dataclass(frozen=True)
class Dataset(ABC):
    """Images with labels, and the protocol by which they are split.

    Attributes:
        licence: Under which terms the images may be used.
        citation: Whom to cite for them.
        control: Whether nothing can be learned here: a model that does has seen what it should
            not. Such runs are checks, and never ranked.
    """

    licence: ClassVar[str]
    citation: ClassVar[str]
    control: ClassVar[bool] = False

    def files(self) -> tuple[PublishedFile, ...]:
        """List the published files that it is made of, if it is made of such."""
        return ()

    @abstractmethod
    def load(self, seed: int) -> Data:
        """Read the images and split them.

        Args:
            seed: Decides the split; with the same seed every model sees the same one.

        Returns:
            Images uint8 (n, height, width, channels), labels int64 from 0.
        """
