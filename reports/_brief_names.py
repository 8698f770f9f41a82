"""Names that fit beside a point of a figure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from benchmark.call import Call

if TYPE_CHECKING:
    from collections.abc import Collection

_LONG, _BRIEF = 48, 42  # letters: what is a little too long is left, as to cut it gains little


def brief_names(names: dict[str, str], shown: Collection[str]) -> dict[str, str]:
    """Leave out the last settings of names that are too long, where no other is then called so.

    Args:
        names: By spec string, each another.
        shown: Spec strings of models that figures show; the names of others stay whole.

    >>> tuned = "mlp(epochs=8, batch_size=32, learning_rate=0.0014, dropout=0.134)"
    >>> brief_names({tuned: tuned, "mlp": "mlp"}, [tuned, "mlp"])[tuned]
    'mlp(epochs=8, batch_size=32, ...)'
    """
    cut = {model: _cut(name) if model in shown else name for model, name in names.items()}
    often = Counter(cut.values())
    return {model: name if often[name] == 1 else names[model] for model, name in cut.items()}


def _cut(name: str) -> str:
    call = Call.read(name) if len(name) > _LONG else None
    if call is None:
        return name
    brief = f"{call.name}(...)"
    for number in range(1, len(call.settings)):
        kept = Call(call.name, dict(list(call.settings.items())[:number]))
        longer = f"{str(kept)[:-1]}, ...)"
        if len(longer) > _BRIEF:
            break
        brief = longer
    return brief
