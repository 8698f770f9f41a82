"""Your own images: class folders, a manifest, arrays, or an archive of these."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from benchmark.collect import collect
from benchmark.datasets._files import Files
from benchmark.plugins import DECODERS
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from benchmark.collection import Collection


@dataclass(frozen=True)
class Images(Files):
    """Images from a folder, zip or tar archive, CSV, JSON Lines or Parquet manifest, or `.npz`.

    Splits are those of the source; where it has none, a fifth is for testing and a tenth for
    validation, drawn by the seed, every class in its share, groups whole.

    Args:
        path: Of the folder or file.
        group: A regular expression that is found in every path; what it matches, or what its
            first parentheses do, names the group: images of one group stay on one side.
        decoder: Spec string of what makes images of the files; empty for the one that most are for.
    """

    licence: ClassVar[str] = "the user's own"
    citation: ClassVar[str] = "the user's own"
    says_where: ClassVar[bool] = True

    path: str = ""
    group: str = ""
    decoder: str = ""

    def __post_init__(self) -> None:
        """Refuse settings that mean nothing."""
        super().__post_init__()
        if self.decoder:
            object.__setattr__(self, "decoder", DECODERS.normalise(self.decoder))
        try:
            re.compile(self.group)
        except re.error as error:
            raise UsageError(
                f"expected a regular expression, received {self.group!r}: {error}"
            ) from None

    def collection(self) -> Collection:
        """Look what is there."""
        if not self.path:
            raise UsageError('expected images(path="..."), received no path')
        group = re.compile(self.group) if self.group else None
        return collect(Path(self.path).expanduser(), self.decoder, group)
