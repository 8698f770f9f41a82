"""Run specs one after another, each in a worker, and keep every row."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

from benchmark._alike import alike
from benchmark.template import Template
from benchmark.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from benchmark.protocol import Protocol
    from benchmark.spec import Spec
    from benchmark.store import Store


def run(
    specs: Iterable[Spec],
    store: Store,
    protocol: Protocol,
    begin: Callable[[Spec], None] = lambda _: None,
    left: Callable[[], float] = lambda: inf,
) -> Iterator[dict[str, Any]]:
    """Run specs and yield their rows, each on disk before the next run starts.

    A worker serves all runs of a model that follow one another, so that libraries are imported
    once; it is replaced when the model changes, and when it crashed, hung or leaked.

    Args:
        specs: What to run, in order.
        store: Where the rows go; open for writing.
        protocol: How to run and to time them.
        begin: Called with each spec before it runs.
        left: Called before each run, gives the seconds that it may take at most.
    """
    template = Template(store.folder, protocol)
    worker: Worker | None = None
    model = ""
    try:
        for group in alike(specs, protocol.together):
            waiting = [group]
            while waiting:
                now = waiting.pop(0)
                if worker is None or worker.worn or now[0].model != model:
                    if worker is not None:
                        worker.close()
                    model = now[0].model
                    worker = Worker(template, protocol, model)
                for record in worker.run(now, begin, left):
                    yield store.append(record)
                    now = now[1:]
                waiting = [[spec] for spec in now] + waiting  # lost together, or behind a leak
    finally:
        if worker is not None:
            worker.close()
        template.close()
