"""Say what is running, how much is done and how long the rest will take."""

from __future__ import annotations

from collections import defaultdict
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any, Self

import typer

from benchmark.rows import spec_of
from benchmark.spec import last_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmark.spec import Spec


class Progress:
    """A bar on a terminal, a line a run elsewhere; on the error stream, as results are not.

    Args:
        specs: The runs to do, in order.
        workers: How many of them go on at the same time.
    """

    def __init__(self, specs: Sequence[Spec], workers: int = 1) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
        from rich.progress import Progress as Bar

        self._specs = list(specs)
        self._workers = workers
        self._done = 0
        self._starts: dict[Spec, float] = {}
        self._seconds: dict[str, list[float]] = defaultdict(list)
        console = Console(stderr=True, highlight=False)
        self._bar = Bar(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[left]}"),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )
        self._task = self._bar.add_task("", total=len(self._specs), left="")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def begin(self, spec: Spec) -> None:
        """Show the run in hand."""
        self._starts[spec] = perf_counter()
        name = f"{last_word(spec.model)} on {last_word(spec.dataset)}, seed {spec.seed}"
        self._bar.update(self._task, description=name, left=self._left())

    def end(self, row: dict[str, Any]) -> None:
        """Count a run and print its line."""
        seconds = perf_counter() - self._starts[spec_of(row)]
        self._seconds[row["model"]].append(seconds)
        self._done += 1
        where = f"[{self._done}/{len(self._specs)}]"
        line = f"{where} {spec_of(row)}: {_outcome(row)} ({seconds:.1f} s"
        if self._bar.console.is_terminal:
            self._bar.console.print(f"{line})", markup=False)
        else:
            typer.echo(f"{line}; {self._left()})", err=True)
        self._bar.update(self._task, completed=self._done, left=self._left())

    def _left(self) -> str:
        """Estimate the rest: each run as the median of its model's; of new models too little."""
        rest = self._specs[self._done :]
        known = [median(self._seconds[spec.model]) for spec in rest if spec.model in self._seconds]
        if rest and not known:
            return "time left unknown"
        minutes, seconds = divmod(round(sum(known) / self._workers), 60)
        word = "about" if len(known) == len(rest) else "more than"
        return f"{word} {minutes}:{seconds:02d} left"


def _outcome(row: dict[str, Any]) -> str:
    if row["status"] == "ok":
        return f"accuracy {row['accuracy']:.4f}"
    if row["status"] in ("contended", "chance"):
        return f"accuracy {row['accuracy']:.4f}, {row['status']}: {row['error']}"
    return f"{row['status']}: {row['error']}"
