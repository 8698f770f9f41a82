"""Draw settings of a model from the space that it declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models import Range, Space

if TYPE_CHECKING:
    from collections.abc import Mapping

_DIGITS = 3  # of a number that is drawn: more would only lengthen its spec


def draw_settings(space: Space, n: int, seed: int) -> list[dict[str, Any]]:
    """Draw n times, each time independently of all others: a random search, by Optuna.

    The first draws stay the same whatever n is.

    Args:
        space: By setting, a range or a tuple of choices.
        n: How many.
        seed: Decides what is drawn.

    Returns:
        A dictionary a draw: numbers to three digits, choices as they are.
    """
    if n < 1 or not space:
        return []
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    study = optuna.create_study(sampler=optuna.samplers.RandomSampler(seed))
    wanted = {name: _distribution(each) for name, each in space.items()}
    return [_values(space, study.ask(wanted).params) for _ in range(n)]


def _distribution(dimension: Range | tuple[object, ...]) -> Any:
    from optuna import distributions

    if not isinstance(dimension, Range):  # by place, as Optuna wants choices that are plain
        return distributions.CategoricalDistribution(tuple(range(len(dimension))))
    low, high, log = dimension.low, dimension.high, dimension.log
    if dimension.whole:
        return distributions.IntDistribution(int(low), int(high), log=log)
    return distributions.FloatDistribution(low, high, log=log)


def _values(space: Space, drawn: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(dimension, drawn[name]) for name, dimension in space.items()}


def _value(dimension: Range | tuple[object, ...], drawn: Any) -> Any:
    if not isinstance(dimension, Range):
        return dimension[drawn]
    return drawn if dimension.whole else float(f"{drawn:.{_DIGITS}g}")
