"""Which plan carries out a network's training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models._part import part, parts

if TYPE_CHECKING:
    from models._keras import KerasClassifier
    from models.plans._base import Plan


def plan_of(model: KerasClassifier) -> Plan:
    """Give the plan that a network names, or that of its backend and device.

    Raises:
        ValueError: If the plan that it names is for another backend.
    """
    plans: dict[str, Plan] = {name: part("plans", name)() for name in parts("plans")}
    own = {name: plan for name, plan in plans.items() if plan.backend == model.backend}
    if model.plan in own:
        return own[model.plan]
    if model.plan != "auto":
        known = ", ".join(["auto", *own])
        raise ValueError(
            f"expected a plan for Keras on {model.backend}, {known}, received {model.plan!r}"
        )
    kind = "cpu" if model.device.name == "cpu" else "gpu"
    return next(plan for plan in own.values() if kind in plan.default_on)
