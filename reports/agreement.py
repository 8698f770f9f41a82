"""Whether a model gives here what it gave when the reference was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import isnan, nan
from statistics import fmean
from typing import TYPE_CHECKING, Any, Literal, Self, TypeAlias

from reports.statistics.equivalence import equivalence
from reports.statistics.level import USUAL_LEVEL
from reports.statistics.mean_interval import MeanInterval

if TYPE_CHECKING:
    from collections.abc import Sequence

Verdict = Literal[
    "same accuracies", "equivalent", "not shown", "different", "other images", "failed"
]
Row: TypeAlias = Mapping[str, Any]

MARGIN = 0.03


@dataclass(frozen=True)
class Agreement:
    """A model's accuracies here against those of the reference, seed by seed.

    "same accuracies": equal with every seed. "equivalent": by two one-sided t tests at 5 % on
    the differences, their mean is within 3 points of nought. "different": it is not shown to be,
    and its 95 % interval leaves out nought. "not shown": neither. "other images": a split is not
    that of the reference. "failed": a run is missing or gave no accuracy.

    Three points were set beforehand. On 360 test images they are 11 images, a little more than
    the 95 % interval of one accuracy of 95 % reaches to either side (2.3 points): closer than
    the images can tell, and wide enough for six seeds to show it of models whose differences
    scatter by 1.5 points, as trained networks' do that began from other random numbers. What
    verification is to find, as unscaled pixels or a lost regulariser, costs more.

    All models must agree, so each is tested at 5 % and nothing is corrected (Berger 1982: a
    claim that holds only if all tests reject is at their level).

    Args:
        model: Spec string.
        dataset: Spec string.
        verdict: One of the six.
        seeds: How many were compared.
        expected: Mean accuracy of the reference, in [0, 1].
        received: Mean accuracy here; nan where a run failed.
        p: That the two differ by the margin or more; nan where that was not tested.
        reason: What was amiss, where the numbers do not say it.
    """

    model: str
    dataset: str
    verdict: Verdict
    seeds: int
    expected: float
    received: float = nan
    p: float = nan
    reason: str = ""

    @classmethod
    def of(cls, reference: Sequence[Row], rows: Sequence[Row]) -> Self:
        """Compare the runs of one model on one data set.

        Args:
            reference: Runs as `Reference.runs` has them, one a seed, two at the least.
            rows: Rows of the table; those of other seeds are passed over.
        """
        pairs = [(run, _of_seed(rows, run["seed"])) for run in reference]
        expected = fmean(run["accuracy"] for run in reference)
        begin = (reference[0]["model"], reference[0]["dataset"])
        if reason := "; ".join(filter(None, (_failure(run, row) for run, row in pairs))):
            return cls(*begin, "failed", len(pairs), expected, reason=reason)
        received = fmean(row["accuracy"] for _, row in pairs)
        if others := [
            run["seed"] for run, row in pairs if run["data_sha256"] != row["data_sha256"]
        ]:
            reason = f"the images of seeds {', '.join(map(str, others))} are not the reference's"
            return cls(*begin, "other images", len(pairs), expected, received, reason=reason)
        verdict, p = _judge([row["accuracy"] - run["accuracy"] for run, row in pairs])
        return cls(*begin, verdict, len(pairs), expected, received, p)

    @property
    def agrees(self) -> bool:
        """Whether the accuracies are the same or equivalent."""
        return self.verdict in ("same accuracies", "equivalent")

    def as_dict(self) -> dict[str, Any]:
        """Give it as plain data, ready for JSON; null for what was not tested."""
        known = {**asdict(self), "margin": MARGIN}
        return {
            name: None if isinstance(value, float) and isnan(value) else value
            for name, value in known.items()
        }


def _of_seed(rows: Sequence[Row], seed: int) -> Row:
    return next((row for row in rows if row["seed"] == seed), {})


def _failure(run: Row, row: Row) -> str:
    if row.get("accuracy") is not None:
        return ""
    end = f"{row['status']}: {row['error']}" if row else "not run"
    return f"seed {run['seed']}: {end}"


def _judge(differences: list[float]) -> tuple[Verdict, float]:
    if not any(differences):
        return "same accuracies", nan
    p = equivalence(differences, MARGIN)
    if p <= USUAL_LEVEL:
        return "equivalent", p
    return ("different" if MeanInterval.of(differences).excludes(0) else "not shown"), p
