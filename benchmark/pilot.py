"""Run a little of everything, to see how long all of it would take."""

from __future__ import annotations

import json
from math import inf
from time import perf_counter
from typing import TYPE_CHECKING, Any

from benchmark.call import Call
from benchmark.pace_of import pace_of
from benchmark.plugins import MODELS
from benchmark.run import run
from benchmark.spec import Spec
from benchmark.trial import Trial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from benchmark.pace import Pace
    from benchmark.protocol import Protocol
    from benchmark.store import Store

_EPOCHS = 2  # the first compiles, the second is like all others
_SEEDS = 2  # a worker's first run is unlike all later ones
_LONG = 10.0  # seconds of fitting whose repetition would cost more than it tells


def pilot(
    specs: Iterable[Spec],
    store: Store,
    protocol: Protocol,
    begin: Callable[[Spec], None] = lambda _: None,
    left: Callable[[], float] = lambda: inf,
) -> Iterator[Pace]:
    """Run each model on each data set with the first two of its seeds, in a worker of its own.

    A model whose settings have `epochs` runs two of them; all others run whole. A run that failed
    or fitted for more than ten seconds is not repeated.

    Args:
        specs: What all of it is.
        store: Where the pilot's rows go: a folder of its own, open for writing.
        protocol: How to run; its timeout also ends a pilot's run.
        begin: Called with the first spec, as it was asked for, of each model and data set.
        left: Called before each run, gives the seconds that it may take at most.

    Yields:
        The pace of each model on each data set, in the order of the specs.
    """
    parts: dict[tuple[str, str], list[Spec]] = {}
    for spec in specs:
        parts.setdefault((spec.dataset, spec.model), []).append(spec)
    for asked in parts.values():
        begin(asked[0])
        epochs = _epochs(asked[0].model)
        short = epochs is not None and epochs > _EPOCHS
        model = _shortened(asked[0].model) if short else asked[0].model
        flown = [Spec(spec.dataset, model, spec.seed) for spec in asked[:_SEEDS]]
        trials = list(_trials(flown, store, protocol, left))
        yield pace_of(asked[0], trials, _EPOCHS if short else None, epochs or 0)


def _epochs(model: str) -> int | None:
    epochs = getattr(MODELS.make(model), "epochs", None)
    return epochs if isinstance(epochs, int) else None


def _shortened(model: str) -> str:
    call = Call.parse(model)
    return MODELS.normalise(str(Call(call.name, {**call.settings, "epochs": _EPOCHS})))


def _trials(
    specs: list[Spec], store: Store, protocol: Protocol, left: Callable[[], float]
) -> Iterator[Trial]:
    start = perf_counter()
    for row in run(specs, store, protocol, left=left):
        yield Trial(row, perf_counter() - start, _steady_epochs(row, store))
        if row["fit_seconds"] is None or row["fit_seconds"] > _LONG or row["status"] == "error":
            break  # and the worker ends, as nothing holds its rows any longer
        start = perf_counter()


def _steady_epochs(row: dict[str, Any], store: Store) -> tuple[float, ...]:
    path = store.folder / "runs" / row["run"] / "samples.json"
    if not path.is_file():
        return ()
    return tuple(json.loads(path.read_text(encoding="utf-8"))["epoch"])
