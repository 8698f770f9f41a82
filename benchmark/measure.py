"""One run, in this process: a spec goes in, a record comes out."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from benchmark._checks import DivergenceError
from benchmark._first_line import first_line, named
from benchmark._measurement import Measurement
from benchmark._together import together
from benchmark.artefacts import Artefacts
from models import Skip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from benchmark.protocol import Protocol
    from benchmark.record import Record, Status
    from benchmark.spec import Spec


def measure(spec: Spec, folder: Path, protocol: Protocol) -> Record:
    """Load, fit, score and measure; whatever goes wrong becomes the record's status.

    Args:
        spec: What to run.
        folder: The results folder, in which the run's artefacts are written.
        protocol: How to run and to time it.
    """
    return _closed(Measurement(spec, protocol), folder)


def measure_all(specs: Sequence[Spec], folder: Path, protocol: Protocol) -> Iterator[Record]:
    """Measure the runs of one model on one data set, fitted as one where that is better.

    Args:
        specs: Differ in their seeds alone.
        folder: As for `measure`.
        protocol: As for `measure`.
    """
    runs = together(specs, protocol)
    while runs:
        yield _closed(runs.pop(0), folder)  # and nothing of it is held any longer


def _closed(measurement: Measurement, folder: Path) -> Record:
    """Do what is left to do of a run, whatever comes of it."""
    with Artefacts(folder, measurement.spec) as artefacts:
        try:
            measurement.make(artefacts)
        except Skip as reason:
            return measurement.record("skipped", first_line(reason) or "no reason given")
        except (Exception, KeyboardInterrupt, SystemExit) as error:  # noqa: BLE001
            # A run that fails is a row, not an end; Ctrl-C goes to the parent, not here.
            artefacts.text("traceback.txt", traceback.format_exc())
            return measurement.record(_status(error), named(error))
    return measurement.record(*measurement.outcome())


def _status(error: BaseException) -> Status:
    if isinstance(error, DivergenceError):
        return "diverged"
    # The backends' own exceptions are recognised by name: importing them would import the backend.
    exhausted = {"MemoryError", "ResourceExhaustedError", "OutOfMemoryError"}
    if exhausted & {each.__name__ for each in type(error).__mro__}:
        return "out of memory"
    return "error"
