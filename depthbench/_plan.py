"""What follows from a pilot: a suite's forecast, and what is proposed for a budget."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import isfinite
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmark.call import Call
from benchmark.forecast import Forecast
from benchmark.spec import last_word

if TYPE_CHECKING:
    from benchmark.choices import Choices
    from benchmark.pace import Pace
    from benchmark.proposal import Proposal
    from depthbench._request import Request
    from depthbench._scout import Scouting

_WHOLE = 100


@dataclass(frozen=True)
class Plan:
    """A suite as it was asked for, and as it would fit.

    Args:
        request: What was asked for.
        scouting: What the pilot found.
        choices: What could be run instead.
        budget: Seconds, if there is a budget.
    """

    request: Request
    scouting: Scouting
    choices: Choices
    budget: float | None = None

    @cached_property
    def asked(self) -> Proposal:
        """The suite as it was asked for."""
        return self.choices.make(self.request.suite.seeds)

    @cached_property
    def proposal(self) -> Proposal | None:
        """What fits the budget, if anything does; without a budget, what was asked for."""
        return self.asked if self.budget is None else self.choices.best(self.budget)

    @property
    def failed(self) -> bool:
        """Whether a run of the pilot failed, or nothing fits."""
        return self.proposal is None or any(pace.failed for pace in self.scouting.paces)

    def runs(self, pace: Pace) -> tuple[int, Forecast]:
        """Count the runs of a model that were asked for, and forecast them alone."""
        key = pace.dataset, pace.model
        specs = self.request.specs(self.asked.seeds)
        own = [spec for spec in specs if (spec.dataset, spec.model) == key]
        return len(own), Forecast.of([pace], own)

    def visible(self, seeds: int) -> list[dict[str, Any]]:
        """Say, by data set, which differences in accuracy a number of seeds lets one see."""
        found = []
        for dataset, disagreement in self.scouting.disagreements.items():
            if points := disagreement.visible(seeds):
                least = min(points, key=lambda pair: points[pair])
                found.append(
                    {
                        "dataset": dataset,
                        "seeds": seeds,
                        "pairs": len(points),
                        "least": points[least],
                        "least_pair": list(least),
                        "median": median(points.values()),
                    }
                )
        return found

    def command(self, proposal: Proposal) -> str:
        """Write the command that runs a proposal."""
        changes: dict[str, Any] = {}
        if proposal.seeds != self.request.suite.seeds:
            changes["seeds"] = proposal.seeds
        if proposal.percent != _WHOLE:
            changes["datasets"] = [
                str(Call("subset", {"dataset": name, "train": n * proposal.percent // _WHOLE}))
                for name, n in self._sizes().items()
            ]
            changes["seeds"] = proposal.seeds
            changes["out"] = f"results/{last_word(self.request.name)}-{proposal.percent}-percent"
        return self.request.command(**changes)

    def as_dict(self) -> dict[str, Any]:
        """Give it as plain data, for JSON."""
        proposal = self.proposal
        return {
            "suite": self.request.name,
            "pilot_seconds": self.scouting.seconds,
            "models": [self._model(pace) for pace in self.scouting.paces],
            "ending_seconds": self.scouting.ending,
            "asked": self._proposed(self.asked),
            "budget_seconds": self.budget,
            "proposal": self._proposed(proposal) if proposal else None,
        }

    def _model(self, pace: Pace) -> dict[str, Any]:
        n, forecast = self.runs(pace)
        return {
            "dataset": pace.dataset,
            "model": pace.model,
            "runs": n,
            "first_seconds": pace.first,
            "later_seconds": pace.later,
            **_seconds(forecast),
            "pilot_epochs": pace.epochs,
            "pilot_status": pace.status,
            "pilot_error": pace.reason,
        }

    def _proposed(self, proposal: Proposal) -> dict[str, Any]:
        return {
            "seeds": proposal.seeds,
            "percent_of_training_images": proposal.percent,
            **_seconds(proposal.forecast),
            "visible": self.visible(proposal.seeds),
            "command": self.command(proposal),
        }

    def _sizes(self) -> dict[str, int]:
        """Count the training images of each data set, but not of the controls made of them."""
        own = dict.fromkeys(spec.dataset for spec in self.request.suite.specs())
        return {pace.dataset: pace.n_train for pace in self.scouting.paces if pace.dataset in own}


def _seconds(forecast: Forecast) -> dict[str, float | None]:
    high = forecast.high if isfinite(forecast.high) else None
    return {"seconds": forecast.seconds, "low_seconds": forecast.low, "high_seconds": high}
