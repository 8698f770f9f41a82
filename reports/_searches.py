"""What trials of settings found, model by model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import isnan
from typing import TYPE_CHECKING, Any

from benchmark.call import Call
from benchmark.choose import choose
from benchmark.number_in import number_in
from benchmark.trial_seconds import trial_seconds
from benchmark.trials_of import trials_of
from reports.statistics.expected_best import ExpectedBest

if TYPE_CHECKING:
    from reports.board import Board
    from reports.evidence import Evidence

_FAILED = 0.0  # accuracy of a trial that has none: it was paid for


@dataclass(frozen=True)
class Search:
    """The trials of one model.

    Args:
        model: Its name, without settings.
        shown: Spec string of that of its models whose look it has in figures.
        untuned: Spec string of the model as it was before, where that was run.
        chosen: Spec string of the best trial; of those that were run on the whole data set, if
            some were. None where no trial ended well.
        validated: Accuracy of the best trial on the images that it was chosen by.
        accuracies: Of all trials; 0 of those that failed.
        failed: How many did.
        trial_seconds: Mean seconds of fitting of a trial; nan where no times count.
        seed: Of the resamples, another for each model.
    """

    model: str
    shown: str
    untuned: str | None
    chosen: str | None
    validated: float
    accuracies: list[float]
    failed: int
    trial_seconds: float
    seed: int

    @cached_property
    def best(self) -> ExpectedBest:
        """The expected best, against the number of trials."""
        return ExpectedBest.of(self.accuracies, self.seed)

    def trials_in(self, seconds: float) -> int:
        """Count the trials that so many seconds are enough for, on average; at most all."""
        if isnan(self.trial_seconds):
            return 0
        return min(len(self.accuracies), int(seconds / self.trial_seconds * (1 + 1e-9)))


def searches_of(evidence: Evidence) -> dict[str, list[Search]]:
    """Give the searches of each data set that settings were chosen for, by its spec string."""
    boards = {board.dataset: board for board in evidence.boards}
    table = evidence.table[evidence.table["status"].ne("skipped")]
    found: dict[str, list[Search]] = {}
    for tuning in sorted(map(str, table["dataset"].unique())):
        if (dataset := trials_of(tuning)) is not None:
            rows = table[table["dataset"].eq(tuning)].to_dict("records")
            found[dataset] = _searches(rows, boards.get(dataset))
    return found


def _searches(rows: list[dict[Any, Any]], board: Board | None) -> list[Search]:
    by_model: dict[str, list[dict[Any, Any]]] = {}
    for row in rows:
        by_model.setdefault(_name(str(row["model"])), []).append(row)
    ranked = [] if board is None else board.standings["model"].astype(str).tolist()
    return [
        _search(model, trials, ranked, seed)
        for seed, (model, trials) in enumerate(sorted(by_model.items()))
    ]


def _search(model: str, trials: list[dict[Any, Any]], ranked: list[str], seed: int) -> Search:
    chosen = choose([row for row in trials if row["model"] in ranked]) or choose(trials)
    tried = {row["model"] for row in trials}
    others = [each for each in ranked if _name(each) == model and each not in tried]
    accuracies = [number_in(row, "accuracy") for row in trials]
    untuned = _untuned(others, chosen)
    counts = [trial_seconds(row) for row in trials if row["status"] != "contended"]
    return Search(
        model=model,
        shown=untuned or chosen or str(trials[0]["model"]),
        untuned=untuned,
        chosen=chosen,
        validated=next((each["accuracy"] for each in trials if each["model"] == chosen), _FAILED),
        accuracies=[_FAILED if each is None else each for each in accuracies],
        failed=sum(each is None for each in accuracies),
        trial_seconds=sum(counts) / len(counts) if counts else float("nan"),
        seed=seed,
    )


def _untuned(others: list[str], chosen: str | None) -> str | None:
    """Find the model whose settings the chosen one kept; of several that with the most."""
    if chosen is None:
        return None
    kept = Call.parse(chosen).settings.items()
    fitting = [each for each in others if all(item in kept for item in _settings(each).items())]
    return max(fitting, key=lambda each: len(_settings(each)), default=None)


def _settings(model: str) -> dict[str, Any]:
    call = Call.read(model)
    return {} if call is None else call.settings


def _name(model: str) -> str:
    return model.partition("(")[0]
