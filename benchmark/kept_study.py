"""What came of a study, as a results folder keeps it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Self

from benchmark._write_whole import write_whole
from benchmark.panel import Panel
from benchmark.point import Point
from benchmark.record import SCHEMA_VERSION
from benchmark.spec import last_word
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

_FOLDER = "studies"


@dataclass(frozen=True)
class KeptStudy:
    """One study that was run, with all that a report says of it.

    Args:
        study: Spec string, normalised.
        seed: Of all that was drawn.
        code_sha256: Fingerprint of the file that the study is written in.
        status: "ok" or "error".
        error: One line on what was amiss; empty when ok.
        words: `title`, `claim`, `limits` and `paper`, as of the study.
        panels: What is drawn of it.
        outcome: Its points; none where it failed.
        seconds: What it took.
        started_at: When, in UTC.
        environment: Machine, versions and commit, as rows of runs have them.
    """

    study: str
    seed: int
    code_sha256: str
    status: str
    error: str
    words: dict[str, str]
    panels: tuple[Panel, ...]
    outcome: tuple[Point, ...]
    seconds: float
    started_at: str
    environment: dict[str, Any] = field(default_factory=dict)
    schema_version: int = SCHEMA_VERSION

    @classmethod
    def read_all(cls, *folders: Path) -> list[Self]:
        """List what results folders keep, each once with each seed, by the names of the files.

        Raises:
            UsageError: If a file is damaged.
        """
        paths = [path for each in folders for path in sorted((each / _FOLDER).glob("[!.]*.json"))]
        return [cls.read(path) for path in {path.name: path for path in paths}.values()]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read one file.

        Raises:
            UsageError: If it is damaged.
        """
        try:
            known = json.loads(path.read_text(encoding="utf-8"))
            panels = tuple(Panel(**each) for each in known.pop("panels"))
            outcome = tuple(Point(**each) for each in known.pop("outcome"))
            return cls(panels=panels, outcome=outcome, **known)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise UsageError(f"{path} is damaged; remove it to run its study again") from None

    @staticmethod
    def path(folder: Path, study: str, seed: int) -> Path:
        """Say where in a results folder a study is kept, or would be."""
        digest = sha256(repr((study, seed)).encode()).hexdigest()
        return folder / _FOLDER / f"{last_word(study)}-{seed}-{digest[:8]}.json"

    def write(self, folder: Path) -> None:
        """Put it into a results folder, in place of an older one."""
        path = self.path(folder, self.study, self.seed)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(asdict(self), indent=1, allow_nan=False) + "\n")

    @property
    def table(self) -> pd.DataFrame:
        """A row a point: `study`, the fields of a point in order, and `agrees`."""
        import pandas as pd

        rows = [
            {"study": self.study, **asdict(each), "agrees": each.agrees} for each in self.outcome
        ]
        numbers = ("x", "measured", "low", "high", "theory")
        return pd.DataFrame(rows).astype({name: "float64" for name in numbers if rows})
