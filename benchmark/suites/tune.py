"""Every model tuned within one budget: which one wins, and after how many trials?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Any

from benchmark._trials import Trials
from benchmark.call import Call
from benchmark.plugins import DATASETS, MODELS
from benchmark.rows import latest, spec_of
from benchmark.spec import Spec
from benchmark.suites._base import Suite
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Tune(Suite):
    """Random search over each model's space, with as many trials and seconds for every model.

    A trial is a run on the data set `tuning`, which has no test images: settings are chosen on
    the validation split alone. Once a model has made its trials, or spent its seconds, the chosen
    settings are run with fresh seeds on the whole data set, beside the untuned ones. What a
    model's spec names stays as it is named. More trials, or more seconds, go on where fewer
    stopped.

    Command: `depthbench run tune`, or `depthbench run "tune(trials=32, seconds=300.0)"`. Expected
    mean accuracy, chosen (untuned): fisher_svm 0.986 (0.987), hog_svm 0.987 (0.984), sift_svm 0.986
    (0.985), lenet 0.979 (0.980) after six trials, mlp 0.950 (0.946), logistic 0.908 (0.904). Which
    trials there is time for depends on the machine. Cost: of each model at most `seconds` of
    fitting for its trials and one trial more; with the fits of the chosen and the untuned, 22
    minutes on 2 cores.

    Args:
        trials: Of each model, at most.
        seconds: Of fitting that a model's trials may take; the one that exceeds them is its last.
        trial_seed: Decides the draws, and the split and weights of all trials.
    """

    datasets: tuple[str, ...] = ("mnist_5k",)
    models: tuple[str, ...] = (
        "majority",
        "logistic",
        "mlp",
        "hog_svm",
        "sift_svm",
        "fisher_svm",
        "lenet",
    )
    seeds: int = 6
    first_seed: int = 10
    trials: int = 16
    seconds: float = 75.0
    trial_seed: int = 0

    def specs(self) -> list[Spec]:
        """List all trials, those of all models in turn, and the runs of untuned settings."""
        ends = super().specs()
        in_turn = zip_longest(*(each.specs for each in self._searches))
        return [*(spec for spec in chain(*in_turn) if spec is not None), *ends]

    def wants(self, spec: Spec, rows: Iterable[dict[str, Any]]) -> bool:
        """Say whether a trial's model has seconds left."""
        done = _done(rows)
        own = next((each for each in self._searches if spec in each.specs), None)
        return own is None or spec in own.affordable(done)

    def after(self, rows: Iterable[dict[str, Any]]) -> list[Spec]:
        """List the trials that there are seconds for, and the runs with settings that are known."""
        done = _done(rows)
        open_to = {spec for each in self._searches for spec in each.affordable(done)}
        closed = {spec for each in self._searches for spec in each.specs} - open_to
        chosen = [
            Spec(each.dataset, model, seed)
            for each in self._searches
            if (model := each.chosen(done)) is not None
            for seed in range(self.first_seed, self.first_seed + self.seeds)
        ]
        asked = [spec for spec in self.specs() if spec not in closed]
        return list(dict.fromkeys([*asked, *chosen]))

    @cached_property
    def _searches(self) -> list[Trials]:
        """Draw the trials of each model that declares a space, on each data set."""
        self._check()
        untuned = [
            Spec(dataset, model, self.trial_seed)
            for dataset in dict.fromkeys(map(DATASETS.normalise, self.datasets))
            for model in dict.fromkeys(map(MODELS.normalise, self.models))
        ]
        drawn = [Trials.draw(each, self.trials, self.seconds) for each in untuned]
        return [each for each in drawn if each.specs]

    def _check(self) -> None:
        if self.trials < 1 or self.seconds <= 0:
            raise UsageError(
                "expected trials of 1 or more and seconds above 0, received "
                f"{self.trials} and {self.seconds:g}"
            )
        if self.first_seed <= self.trial_seed < self.first_seed + self.seeds:
            raise UsageError(
                f"expected a trial_seed that no other run has, received {self.trial_seed} with "
                f"seeds {self.first_seed} to {self.first_seed + self.seeds - 1}"
            )
        names = [Call.parse(model).name for model in dict.fromkeys(self.models)]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise UsageError(f"expected each model once, received {twice[0]} with two settings")


def _done(rows: Iterable[dict[str, Any]]) -> dict[Spec, dict[str, Any]]:
    return {spec_of(row): row for row in latest([*rows]) if row["status"] != "skipped"}
