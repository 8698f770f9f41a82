"""The limits of what a model computes on, found once a process."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from benchmark.contention import Contention

if TYPE_CHECKING:
    from models import Classifier, Phases

_known: dict[tuple[str, str, str], dict[str, float]] = {}  # by backend, device and precision


def limits_of(model: Classifier, phases: Phases) -> dict[str, float]:
    """Say what the device of a started model reaches at most, in the model's precision.

    It takes memory: read the run's peaks before.

    Args:
        model: Whose backend measures, where that has not happened in this process yet.
        phases: The ledger, which gets `limits`.

    Returns:
        `multiply_adds_per_second` and `bytes_per_second`. Nothing where they cannot be known, or
        where other processes took the processor meanwhile: then the next run tries again.
    """
    with phases.time("limits"):
        key = (model.backend, model.device.name, model.number_types)
        if key not in _known:
            try:
                with Contention() as others:
                    limits = model.device.limits(model.number_types)
            except Exception:  # noqa: BLE001 - as of memory; the run itself has ended well
                traceback.print_exc()
                return {}
            if limits is None or others.contended:
                return {}
            _known[key] = {
                "multiply_adds_per_second": limits.multiply_adds_per_second,
                "bytes_per_second": limits.bytes_per_second,
            }
        return _known[key]
