"""The weights that a run left behind."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

from benchmark.spec import Spec
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from pathlib import Path

FILE = "weights.keras"


@dataclass(frozen=True)
class KeptWeights:
    """What a run's weights belong to; the weights themselves are in the file beside it.

    Args:
        dataset: Spec string of the data set that they were learned from.
        model: Spec string of the model.
        seed: Of the run.
        input_shape: Height, width and channels of the images.
        classes: The name of each class, in the order of the scores.
        sha256: Fingerprint of the file with the weights, in hexadecimal.
    """

    NAME: ClassVar[str] = "weights.json"

    dataset: str
    model: str
    seed: int
    input_shape: tuple[int, int, int]
    classes: tuple[str, ...]
    sha256: str

    @classmethod
    def read(cls, folder: Path, spec: Spec) -> Self:
        """Read what a run kept, and hold its file of weights against it.

        Args:
            folder: The run's.
            spec: The run.

        Raises:
            UsageError: If one of the two files is gone, damaged or of another run.
        """
        kept = cls._read(folder / cls.NAME)
        received = Spec(kept.dataset, kept.model, kept.seed)
        if received != spec:
            raise UsageError(f"expected {folder / cls.NAME} of {spec}, received that of {received}")
        path = folder / FILE
        if not path.is_file():
            raise UsageError(f"{path} is gone")
        sha256 = sha256_of(path)
        if sha256 != kept.sha256:
            raise UsageError(
                f"{path} is damaged or of another run: expected sha256 {kept.sha256}, "
                f"received {sha256}"
            )
        return kept

    def as_dict(self) -> dict[str, Any]:
        """Give it as plain data, for JSON."""
        return asdict(self)

    @classmethod
    def _read(cls, path: Path) -> Self:
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            height, width, channels = _size(found["input_shape"])
            return cls(
                str(found["dataset"]),
                str(found["model"]),
                int(found["seed"]),
                (height, width, channels),
                tuple(map(str, found["classes"])),
                str(found["sha256"]),
            )
        except FileNotFoundError:
            raise UsageError(f"{path} is gone") from None
        except (ValueError, KeyError, TypeError):
            raise UsageError(
                f"{path} is damaged: expected dataset, model, seed, input_shape, classes, sha256"
            ) from None


def _size(shape: Any) -> tuple[int, int, int]:
    height, width, channels = map(int, shape)
    if min(height, width) < 1 or channels not in {1, 3}:
        raise ValueError(shape)
    return height, width, channels


def sha256_of(path: Path) -> str:
    """Give the fingerprint of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
