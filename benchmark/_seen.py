"""What looking at a file has shown."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, Self

from benchmark.damaged_error import DamagedError

if TYPE_CHECKING:
    from benchmark.decoders._base import Decoder


class Seen(NamedTuple):
    """A file's content and header; a row of a survey.

    Args:
        sha256: Fingerprint of its content, in hexadecimal; empty if it could not be read.
        format: As `Head` has it, like the next four.
        height: In pixels.
        width: In pixels.
        channels: 1 or 3.
        note: How decoding changes it.
        damage: Kind of damage; empty where there is none.
        message: What exactly was found.
    """

    sha256: str
    format: str = ""
    height: int = 0
    width: int = 0
    channels: int = 0
    note: str = ""
    damage: str = ""
    message: str = ""

    @classmethod
    def of(cls, data: bytes, decoder: Decoder) -> Self:
        """Look at what is in a file, without decoding it."""
        digest = sha256(data).hexdigest()
        try:
            head = decoder.head(data)
        except DamagedError as damaged:
            return cls.damaged(damaged, digest)
        return cls(digest, head.format, head.height, head.width, head.channels, head.note)

    @classmethod
    def damaged(cls, error: DamagedError, digest: str = "") -> Self:
        """Say what is wrong with a file that cannot be used."""
        return cls(digest, damage=error.kind, message=str(error))
