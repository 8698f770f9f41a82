"""Fit the runs of a model as one."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from benchmark._alone import alone
from benchmark._fit import fit_together
from benchmark._measurement import Measurement
from models import Skip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmark.protocol import Protocol
    from benchmark.spec import Spec


def together(specs: Sequence[Spec], protocol: Protocol) -> list[Measurement]:
    """Begin the runs of a model, and fit them at the same time where it is better fitted so.

    Args:
        specs: Differ in their seeds alone.
        protocol: How to run and to time them.

    Returns:
        The runs, fitted, each with its share of the seconds; or, where the model is fitted for one
        seed at a time or splits differ in size, with nothing done but preparing the first. The
        same where fitting went wrong, so that a run fails by itself: the reason is in the log.
    """
    first, *others = [Measurement(spec, protocol) for spec in specs]
    if not others:
        return [first]
    try:
        if _fit(first, others):
            return [first, *others]
    except Skip:
        pass
    except Exception:  # noqa: BLE001 - whatever it is, a run by itself meets it again
        traceback.print_exc()
    else:
        return [first, *(Measurement(spec, protocol) for spec in specs[1:])]
    return [Measurement(spec, protocol) for spec in specs]


def _fit(first: Measurement, others: list[Measurement]) -> bool:
    """Prepare runs and fit their models, if they are to be fitted at the same time."""
    first.prepare()
    if first.data.train.stored:  # and read for one network at a time
        return False
    height, width, channels = first.data.test.x.shape[1:]
    with first.counted(), first.phases.time("count"):
        better = first.model.fits_together((height, width, channels), len(first.data.classes))
    if not better:
        return False
    for other in others:
        other.prepare()
    runs = [first, *others]
    if len({(len(run.data.train), len(run.data.validation)) for run in runs}) > 1:
        return False
    before = first.phases.get("watch", 0.0)
    with alone(first.facts, first.phases):
        fitted = fit_together(
            first.model,
            [run.data for run in runs],
            [run.spec.seed for run in runs],
            [run.phases for run in runs],
        )
    first.seconds["total"] += first.phases["watch"] - before
    watched = {name: first.facts[name] for name in ("contended", "other_cores")}
    for run, (model, total, seconds) in zip(runs, fitted, strict=True):
        run.model, run.seconds["fit"] = model, seconds
        run.seconds["total"] += total
        run.facts |= {**watched, "fitted_together": len(runs)}
    return True
