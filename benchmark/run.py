"""Run specs in workers, and keep every row."""

from __future__ import annotations

from math import inf
from shutil import rmtree
from typing import TYPE_CHECKING, Any

from benchmark._alike import alike
from benchmark._shared_cores import shared_cores
from benchmark.lane import Lane
from benchmark.template import Template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from benchmark.protocol import Protocol
    from benchmark.record import Record
    from benchmark.spec import Spec
    from benchmark.store import Store


def run(
    specs: Iterable[Spec],
    store: Store,
    protocol: Protocol,
    begin: Callable[[Spec], None] = lambda _: None,
    left: Callable[[], float] = lambda: inf,
) -> Iterator[dict[str, Any]]:
    """Run specs and yield their rows, each on disk when it is yielded.

    A worker serves all runs of a model that follow one another, so that libraries are imported
    once; it is replaced when the model changes, and when it crashed, hung or leaked. Several
    workers share the cores between them.

    Args:
        specs: What to run, in order.
        store: Where the rows go; open for writing.
        protocol: How to run and to time them.
        begin: Called with each spec before it runs.
        left: Called before each run, gives the seconds that it may take at most.
    """
    _forget(protocol)  # what was interrupted may be of other code
    template = Template(store.folder, protocol)
    shares = shared_cores(protocol.workers) if protocol.workers > 1 else [None]
    lanes = [Lane(template, protocol, cores, begin, left) for cores in shares]
    try:
        for record in _records(lanes, alike(specs, protocol.together)):
            yield store.append(record)
    finally:
        for lane in lanes:
            lane.close()
        template.close()
        _forget(protocol)


def _records(lanes: Sequence[Lane], groups: Iterator[list[Spec]]) -> Iterator[Record]:
    """Give lanes what they are to run, and records as they come."""
    while True:
        for lane in lanes:
            if lane.idle and (group := next(groups, None)):
                lane.take(group)
            lane.go_on()
        busy = [lane for lane in lanes if not lane.idle]
        if not busy:
            return
        for lane in Lane.ready(busy):
            if (record := lane.collect()) is not None:
                yield record


def _forget(protocol: Protocol) -> None:
    """Remove what was kept for the runs of one command."""
    if protocol.features is not None:
        rmtree(protocol.features, ignore_errors=True)
