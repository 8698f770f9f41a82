"""The contract that every suite keeps."""

from __future__ import annotations

from abc import ABC
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benchmark.plugins import DATASETS, MODELS, STUDIES
from benchmark.spec import Spec
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_SEEDS = 10_000
_LAST_SEED = 10**9  # scikit-learn takes seeds below 2^32


@dataclass(frozen=True)
class Suite(ABC):
    """Data sets, models and seeds, every one with every other.

    A suite's docstring says what it is for, the command, the expected result and the cost.

    Args:
        datasets: Spec strings.
        models: Spec strings.
        seeds: How many.
        first_seed: The first of them; the others follow.
        predict_batch: Images in a batch whose scoring is timed.
        limits: Whether the most is measured that the models' devices can do, for the report to
            say how near they come.
        studies: Spec strings of simulations that are run beside, with the first seed.
    """

    datasets: tuple[str, ...]
    models: tuple[str, ...]
    seeds: int
    first_seed: int = 0
    predict_batch: int = 256
    limits: bool = False
    studies: tuple[str, ...] = ()

    def specs(self) -> list[Spec]:
        """List the runs, all seeds of a model together, each once.

        Raises:
            UsageError: If a data set, a model or a setting is unknown, or nothing is asked for.
        """
        self._check_seeds()
        if not self.datasets or not self.models:
            raise UsageError(
                "expected a data set and a model at the least, received "
                f"{len(self.datasets)} and {len(self.models)}"
            )
        datasets = dict.fromkeys(DATASETS.normalise(text) for text in self.datasets)
        models = dict.fromkeys(MODELS.normalise(text) for text in self.models)
        return [
            Spec(dataset, model, seed)
            for dataset in datasets
            for model in models
            for seed in range(self.first_seed, self.first_seed + self.seeds)
        ]

    def study_specs(self) -> list[str]:
        """List the studies, normalised, each once.

        Raises:
            UsageError: If a study or a setting is unknown.
        """
        self._check_seeds()
        return list(dict.fromkeys(STUDIES.normalise(text) for text in self.studies))

    def after(self, rows: Iterable[dict[str, Any]]) -> list[Spec]:
        """List the runs, now that there are these rows; most suites know all of them before."""
        del rows
        return self.specs()

    def wants(self, spec: Spec, rows: Iterable[dict[str, Any]]) -> bool:
        """Say whether a run that was asked for is still to be made, given these rows."""
        del spec, rows
        return True

    def _check_seeds(self) -> None:
        if not 1 <= self.seeds <= _MOST_SEEDS:
            raise UsageError(f"expected seeds of 1 to {_MOST_SEEDS:,}, received {self.seeds}")
        if not 0 <= self.first_seed <= _LAST_SEED:
            raise UsageError(
                f"expected first_seed of 0 to {_LAST_SEED:,}, received {self.first_seed}"
            )
