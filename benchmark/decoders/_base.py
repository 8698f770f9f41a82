"""The contract that every kind of file keeps."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models import Images


class Head(NamedTuple):
    """What the beginning of a file says.

    Args:
        format: What it is in truth, whatever its name ends in, as "PNG".
        height: Of the image in pixels, the right way up.
        width: Likewise.
        channels: 1 (grey) or 3 (RGB).
        note: How decoding changes it beyond size: "16 bits became 8"; mostly empty.
    """

    format: str
    height: int
    width: int
    channels: int
    note: str = ""


@dataclass(frozen=True)
class Decoder(ABC):
    """How a file becomes images.

    Attributes:
        endings: By file ending in lower case, as ".png", the format that it promises.
    """

    endings: ClassVar[dict[str, str]]

    @property
    def parts(self) -> int:
        """How many images each file gives; those of one file belong together."""
        return 1

    @abstractmethod
    def head(self, data: bytes) -> Head:
        """Say what a file is without decoding it.

        Raises:
            DamagedError: If it cannot be used.
        """

    @abstractmethod
    def decode(self, data: bytes) -> Sequence[Images]:
        """Decode a file.

        Returns:
            As many images as `parts`, each uint8 (height, width, channels), as `head` says.

        Raises:
            DamagedError: If it cannot be used.
        """
