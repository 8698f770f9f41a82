"""What is there of a data set once it is prepared."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

_MB = 10**6


@dataclass(frozen=True)
class Prepared:
    """A data set that no command has to fetch or decode any more.

    Args:
        dataset: Its spec.
        train: Images for training, as drawn by seed 0.
        validation: For validation.
        test: For testing.
        classes: How many there are.
        shape: Height, width and channels of the images.
        decoded_bytes: What the images take, decoded.
        files: Published files that it is made of, by their paths.
        file_bytes: What these take.
        damaged: Files of images that cannot be used and are left out.
    """

    dataset: str
    train: int
    validation: int
    test: int
    classes: int
    shape: tuple[int, ...]
    decoded_bytes: int
    files: tuple[str, ...] = ()
    file_bytes: int = 0
    damaged: int = 0

    @property
    def sha256(self) -> str:
        """Whether the files are what was published: "ok"; empty where none is published."""
        return "ok" if self.files else ""

    def __str__(self) -> str:
        n = self.train + self.validation + self.test
        parts = [
            f"{n:,} images {'x'.join(map(str, self.shape))} ({self.train:,} train, "
            f"{self.validation:,} validation, {self.test:,} test)",
            f"{self.classes:,} classes",
            f"{self.decoded_bytes / _MB:,.1f} MB decoded",
        ]
        if self.files:
            count = "1 file" if len(self.files) == 1 else f"{len(self.files)} files"
            parts.append(f"{count} of {self.file_bytes / _MB:,.1f} MB, sha256 ok")
        if self.damaged:
            parts.append(f"{self.damaged:,} damaged left out")
        return f"{self.dataset}: {', '.join(parts)}"

    def as_dict(self) -> dict[str, Any]:
        """Give all of it for JSON."""
        return {**asdict(self), "sha256": self.sha256}
