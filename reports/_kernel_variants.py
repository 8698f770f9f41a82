"""Models that differ in nothing but where their kernels come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmark.call import Call

if TYPE_CHECKING:
    from collections.abc import Iterable

_FEWEST = 2
_OURS = {"kernels", "learned"}  # the settings that say it


@dataclass(frozen=True)
class Variant:
    """A model with its kernels.

    Args:
        model: Spec string.
        start: What they begin as; empty where the model leaves no choice, or for its default.
        learned: Whether they are learned from there.
    """

    model: str
    start: str
    learned: bool


def variants_of(models: Iterable[str]) -> list[list[Variant]]:
    """Group models that are alike but for their settings `kernels` and `learned`.

    Args:
        models: Spec strings; one that is none is left out.

    Returns:
        Groups of two or more, in the order of the models. Kernels are learned unless
        `learned=False` or `kernels='fixed'` says otherwise.
    """
    groups: dict[str, list[Variant]] = {}
    for model in models:
        call = Call.read(model)
        if call is None:
            continue
        own = {name: call.settings[name] for name in _OURS & call.settings.keys()}
        rest = {name: each for name, each in sorted(call.settings.items()) if name not in _OURS}
        kernels = own.get("kernels", "")
        start = "" if kernels in ("fixed", "learned") else str(kernels)
        learned = kernels != "fixed" and bool(own.get("learned", True))
        groups.setdefault(str(Call(call.name, rest)), []).append(Variant(model, start, learned))
    return [group for group in groups.values() if len(group) >= _FEWEST]
