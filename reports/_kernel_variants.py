"""Models that differ in nothing but where their kernels come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmark.call import Call
from reports._short_names import short_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
        kernels = own.get("kernels", "")
        start = "" if kernels in ("fixed", "learned") else str(kernels)
        learned = kernels != "fixed" and bool(own.get("learned", True))
        groups.setdefault(_rest(call), []).append(Variant(model, start, learned))
    return [group for group in groups.values() if len(group) >= _FEWEST]


def names_of(groups: Sequence[Sequence[Variant]]) -> list[str]:
    """Name groups of variants by what all in one have in common.

    >>> names_of([[Variant("lenet(kernels='fixed', epochs=3)", "", False)]])
    ['lenet']
    """
    specs = [_rest(Call.parse(group[0].model)) for group in groups]
    names = short_names(specs)
    return [names[spec] for spec in specs]


def _rest(call: Call) -> str:
    """Give a spec string without the settings that say where kernels come from."""
    rest = {name: each for name, each in sorted(call.settings.items()) if name not in _OURS}
    return str(Call(call.name, rest))
