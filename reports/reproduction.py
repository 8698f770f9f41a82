"""Whether a run that was made again came out as before."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal, Self

import numpy as np

from benchmark.keys import TIMING_COLUMNS, differing
from benchmark.record import ENDED_WELL
from reports._words import interval, percent
from reports.statistics.wilson import wilson

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models import Scores

Verdict = Literal["equal", "equivalent", "different"]

_ENDED = (*ENDED_WELL, "chance")
_ENVIRONMENT = (*TIMING_COLUMNS, "platform", "git_commit", "metrics_version", "schema_version")


@dataclass(frozen=True)
class Reproduction:
    """What came of a run when it was made again.

    "equal": the same scores, bit for bit, or the same failure. "equivalent": other scores, or
    scores that are gone, and an accuracy within the first one's 95 % Wilson interval over its
    test images. "different": all else, and whatever came of other images.

    Args:
        verdict: One of the three.
        reason: What it rests on.
        accuracy: Of the first run and of the second, in [0, 1]; None where there was none.
        interval: Bounds of the first run's 95 % interval; None where it had no accuracy.
        environment: What differs between the two, by column: the first's value, the second's.
    """

    verdict: Verdict
    reason: str
    accuracy: tuple[float | None, float | None]
    interval: tuple[float, float] | None
    environment: dict[str, list[Any]]

    @classmethod
    def of(
        cls,
        rows: tuple[Mapping[str, Any], Mapping[str, Any]],
        scores: tuple[Scores | None, Scores | None],
    ) -> Self:
        """Compare a run with its repetition.

        Args:
            rows: The first run's row, and the second's.
            scores: float32 (n, n_classes) of each; None where they are gone.
        """
        first, second = rows
        accuracy = (first.get("accuracy"), second.get("accuracy"))
        verdict, reason = _judge(rows, scores)
        return cls(verdict, reason, accuracy, _bounds(first), differing(rows, _ENVIRONMENT))

    def as_dict(self) -> dict[str, Any]:
        """Give it as plain data, ready for JSON."""
        return asdict(self)


def _judge(
    rows: tuple[Mapping[str, Any], Mapping[str, Any]], scores: tuple[Scores | None, Scores | None]
) -> tuple[Verdict, str]:
    first, second = rows
    images = [row.get("data_sha256") for row in rows]
    if None not in images and images[0] != images[1]:
        return "different", f"other images: data_sha256 was {images[0]}, now {images[1]}"
    ended = [row["status"] in _ENDED and row.get("accuracy") is not None for row in rows]
    if not all(ended):
        same = not any(ended) and _failure(first) == _failure(second)
        return ("equal", "the same failure") if same else ("different", _ends(first, second))
    if _same_bits(*scores):
        return "equal", "the same scores, bit for bit"
    return _by_accuracy(rows, _why_not_equal(*scores))


def _by_accuracy(
    rows: tuple[Mapping[str, Any], Mapping[str, Any]], why_not_equal: str
) -> tuple[Verdict, str]:
    first, second = rows
    low, high = _bounds(first) or (0.0, 0.0)
    inside = low <= second["accuracy"] <= high
    place = "within" if inside else "outside"
    reason = (
        f"{why_not_equal}; accuracy {percent(first['accuracy'])}, now "
        f"{percent(second['accuracy'])}, {place} the first one's 95 % interval "
        f"({interval(low, high)}, {first['n_test']:,} test images)"
    )
    return ("equivalent" if inside else "different"), reason


def _bounds(row: Mapping[str, Any]) -> tuple[float, float] | None:
    if row.get("accuracy") is None:
        return None
    bounds = wilson(round(row["accuracy"] * row["n_test"]), row["n_test"])
    return bounds.low, bounds.high


def _same_bits(first: Scores | None, second: Scores | None) -> bool:
    if first is None or second is None or first.dtype != second.dtype:
        return False
    return np.array_equal(first, second)


def _why_not_equal(first: Scores | None, second: Scores | None) -> str:
    if first is None or second is None:
        return "only the accuracy can be compared, as scores.npz is gone"
    if first.shape != second.shape or first.dtype != second.dtype:
        return f"scores of {_form(first)} became {_form(second)}"
    most = float(np.abs(np.subtract(first, second, dtype=np.float64)).max())
    others = int((first.argmax(axis=1) != second.argmax(axis=1)).sum())
    return f"scores differ by {most:.2g} at the most, {others} of {len(first):,} images' classes do"


def _form(scores: Scores) -> str:
    return f"{scores.dtype} {scores.shape}"


def _failure(row: Mapping[str, Any]) -> tuple[str, str]:
    """Say what a failure consists in: of errors the message; of others it may hold figures."""
    return row["status"], row["error"] if row["status"] == "error" else ""


def _ends(first: Mapping[str, Any], second: Mapping[str, Any]) -> str:
    then, now = (" ".join(filter(None, (_end(row), row["error"]))) for row in (first, second))
    return f"it ended with {then!r}, now with {now!r}"


def _end(row: Mapping[str, Any]) -> str:
    return f"{row['status']}:" if row["error"] else str(row["status"])
