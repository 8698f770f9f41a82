"""Runs that show whether the others can be believed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmark.call import Call
from benchmark.plugins import DATASETS, MODELS
from benchmark.spec import Spec
from benchmark.trials_of import trials_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_FLOORS = ("majority", "class_prior", "logistic", "random_features")
_BLIND = ("majority", "class_prior")  # they never look at an image


def with_controls(specs: Iterable[Spec]) -> list[Spec]:
    """Add to runs what they are to be held against.

    On every data set: the majority, the class prior, a linear model and random convolutional
    features, with all seeds; and each model that looks at images once more on shuffled labels,
    with the first seed, where it must fall to chance. Trials need none.

    Args:
        specs: What is to be run, at least one that is no trial.
    """
    asked = list(specs)
    specs = [spec for spec in asked if trials_of(spec.dataset) is None]
    floors = [
        Spec(spec.dataset, floor, spec.seed)
        for floor in map(MODELS.normalise, _FLOORS)
        for spec in specs
    ]
    first = min(spec.seed for spec in specs)
    shuffled = [
        Spec(_shuffled(spec.dataset), spec.model, first)
        for spec in [*specs, *floors]
        if spec.model not in _BLIND
    ]
    return list(dict.fromkeys([*asked, *floors, *shuffled]))


def _shuffled(dataset: str) -> str:
    return DATASETS.normalise(str(Call("shuffled_labels", {"dataset": dataset})))
