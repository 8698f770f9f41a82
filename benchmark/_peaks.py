"""What was held at most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmark.memory import peak_mib

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models import Classifier


def peaks(model: Classifier, facts: Mapping[str, Any]) -> dict[str, float | None]:
    """Give the columns, empty where what was held is not one run's alone.

    Args:
        model: Whose run it is.
        facts: Of the run, so far.
    """
    if "fitted_together" in facts:
        return {"peak_mib": None, "device_peak_mib": None}
    return {"peak_mib": peak_mib(), "device_peak_mib": model.device.peak_mib()}
