"""Send a pilot ahead, say so, and time the report on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

import typer

from benchmark.duration import Duration
from benchmark.pilot import pilot
from benchmark.spec import last_word
from benchmark.store import Store
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from benchmark.pace import Pace
    from benchmark.protocol import Protocol
    from benchmark.spec import Spec
    from reports.disagreement import Disagreement
    from reports.evidence import Evidence

_LONGEST = 600.0  # seconds of a pilot's run


@dataclass(frozen=True)
class Scouting:
    """What a pilot found.

    Args:
        paces: Of each model on each data set.
        ending: Seconds that table and report took.
        seconds: What the pilot took itself.
        disagreements: By data set that is ranked.
    """

    paces: tuple[Pace, ...]
    ending: float
    seconds: float
    disagreements: dict[str, Disagreement]


def scout(specs: list[Spec], backend: str, protocol: Protocol, seconds: float = inf) -> Scouting:
    """Run a pilot of specs in a folder that is gone afterwards.

    Args:
        specs: What is to be run in the end; at least one.
        backend: What Keras computes with.
        protocol: How it is to be run.
        seconds: The pilot stops its run and gives up once it has taken as many; a run of it that
            takes half as many is stopped, as two of that model could not be run, either.

    Raises:
        UsageError: If the pilot gives up.
    """
    start = perf_counter()
    timeout = min(protocol.timeout, _LONGEST, seconds / 2)

    def left() -> float:
        return start + seconds - perf_counter()

    with TemporaryDirectory(prefix="depthbench-") as name:
        store = Store.read(Path(name), "pilot", backend)
        paces = []
        with store.writing(specs):
            shorter = replace(protocol, timeout=timeout, workers=1, together=1, features=None)
            for pace in pilot(specs, store, shorter, _say, left):
                paces.append(pace)
                if left() <= 0:
                    raise UsageError(
                        f"expected a budget longer than the pilot, received {Duration(seconds)}"
                    )
        ending, disagreements = _end(store.folder, paces)
    return Scouting(tuple(paces), ending, perf_counter() - start, disagreements)


def _say(spec: Spec) -> None:
    typer.echo(f"pilot: {last_word(spec.model)} on {last_word(spec.dataset)}", err=True)


def _end(folder: Path, paces: list[Pace]) -> tuple[float, dict[str, Disagreement]]:
    """Do with the pilot's rows what `run` does at its end; and what the report leaves out."""
    start = perf_counter()
    from benchmark.table import write_table
    from reports.evidence import Evidence
    from reports.write_report import write_report

    write_table(folder)
    evidence = Evidence.read(folder)
    write_report(evidence)
    ending = perf_counter() - start
    table = evidence.table
    ranked = dict.fromkeys(table[table["control_of"].isna()]["dataset"])
    return ending, {str(name): _disagreement(evidence, paces, str(name)) for name in ranked}


def _disagreement(evidence: Evidence, paces: list[Pace], dataset: str) -> Disagreement:
    from reports.disagreement import Disagreement

    found = {
        pace.model: [evidence.results.hits(run) for run in pace.runs]
        for pace in paces
        if pace.dataset == dataset and not pace.failed
    }
    seeds = min((len(hits) for hits in found.values()), default=0)
    whole = {
        model: [each for each in hits if each is not None][:seeds] for model, hits in found.items()
    }
    return Disagreement.of({model: hits for model, hits in whole.items() if len(hits) == seeds})
