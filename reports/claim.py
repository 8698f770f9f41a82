"""What is claimed of two models, and on what grounds."""

from __future__ import annotations

from dataclasses import dataclass, fields
from math import isnan, nan
from typing import TYPE_CHECKING, Any, Literal

from reports._invisible import invisible
from reports._words import plural
from reports.statistics.interval import Interval
from reports.statistics.level import LEVEL

if TYPE_CHECKING:
    from collections.abc import Mapping

Verdict = Literal["beats", "cannot be separated", "not rankable"]


_MOST = 100.0  # points
_OVER_BOTH = (
    "Student's t with the two-way clustered variance of the paired hierarchical bootstrap over "
    "seeds and test images"
)
_OVER_SEEDS = "Student's t over seeds, as scores are gone"


@dataclass(frozen=True)
class Claim:
    """A sentence about two models on one data set, with all that stands behind it.

    Args:
        id: Its name for `depthbench why`.
        dataset: Spec string.
        better: The model with the higher mean accuracy.
        worse: The other.
        verdict: What can be said.
        points: Difference in accuracy, in points of per cent, better minus worse.
        pairs: How many pairs of models were compared on the data set.
        seeds: With which both were compared.
        n_test: Test images of a seed.
        rows: Ids of the runs behind it.
        low: Lower end of the difference's 95 % interval, in points.
        high: Upper end.
        p: Of the difference, two-sided, alone.
        p_holm: The same, adjusted for all pairs of the data set.
        sign_flip_p: Of the sign-flip permutation test over seeds; with n seeds never below
            2 / 2^n.
        probability_better: That `better` wins with a new seed, with its 95 % interval.
        smallest_points: The smallest true difference that would have been found with a
            probability of 80 %.
        by_image: Whether it is over test images as well as over seeds.
        leak: As the board has it.
        groups: That the test images of a seed belong to; 0 where every image stands alone.
        mcnemar_p: Exact, where there is one seed: it says something of these two trained models
            only.
    """

    id: str
    dataset: str
    better: str
    worse: str
    verdict: Verdict
    points: float
    pairs: int
    seeds: tuple[int, ...]
    n_test: int
    rows: tuple[str, ...]
    low: float = nan
    high: float = nan
    p: float | None = None
    p_holm: float | None = None
    sign_flip_p: float | None = None
    probability_better: tuple[float, float, float] | None = None
    smallest_points: float | None = None
    mcnemar_p: float | None = None
    by_image: bool = True
    leak: str = ""
    groups: int = 0

    @property
    def text(self) -> str:
        """The sentence, with spec strings."""
        return self.told({})

    def told(self, names: Mapping[str, str]) -> str:
        """Give the sentence, with other names for models that have one."""
        return f"{self._said(names)}; beware: {self.leak}" if self.leak else self._said(names)

    def _said(self, names: Mapping[str, str]) -> str:
        better, worse = (names.get(model, model) for model in (self.better, self.worse))
        if self.verdict == "not rankable":
            return (
                f"{better} and {worse} are not rankable: one seed tells nothing of the "
                f"next ({self.points:+z.2f} points on {self.n_test:,} images)"
            )
        if self.verdict == "beats":
            return f"{better} beats {worse} by {self.points:.2f} points ({self._evidence})"
        return (
            f"{better} and {worse} cannot be separated: {self.points:+z.2f} points "
            f"({self._evidence}); {invisible(self.smallest_points)}"
        )

    @property
    def test(self) -> str:
        """How p was computed."""
        if self.verdict == "not rankable":
            known = self.mcnemar_p is not None
            return "exact McNemar over the test images of one seed" if known else "none"
        return (
            f"{_OVER_BOTH if self.by_image else _OVER_SEEDS}; "
            f"Holm over {plural(self.pairs, 'pair')}"
        )

    def lead(self, model: str) -> Interval:
        """Give the difference in points as that of one of the two over the other."""
        if model == self.better:
            return Interval(self.points, self.low, self.high)
        return Interval(-self.points, -self.high, -self.low)

    def as_dict(self) -> dict[str, Any]:
        """Give it as plain data, ready for JSON; null for what one seed does not give."""
        known = {field.name: getattr(self, field.name) for field in fields(self)}
        plain = known | {name: None for name in ("low", "high") if isnan(known[name])}
        return {"id": self.id, "text": self.text, "test": self.test, **plain}

    @property
    def _evidence(self) -> str:
        holm = ""
        if self.verdict != "beats" and self.low > 0:
            pairs = plural(self.pairs, "pair")
            holm = (
                f"leaves out 0, but not at {100 * LEVEL:g} % after Holm's correction for {pairs}, "
            )
        sample = f"{plural(len(self.seeds), 'seed')} × {self.n_test:,} images"
        if self.groups:
            sample += f" of {plural(self.groups, 'group')}"
        if self.low == self.high:
            return f"no spread at all, {sample}"
        low, high = max(-_MOST, self.low), min(_MOST, self.high)
        return f"95 % interval {low:z.2f} to {high:z.2f}, {holm}{sample}"
