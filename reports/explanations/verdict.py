"""Whether a map means something, in words."""

from __future__ import annotations

from math import isnan, nan
from typing import TYPE_CHECKING, Any

from reports._words import plural
from reports.explanations.method_words import method_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RIVALS = {"random": "a random order", "centre": "the centre first", "edges": "edges first"}
"""What a map is held against, in words."""

CHANGED = 0.5
"""Rank correlation below which a map is another."""

_NAMES = ("mean", "low", "high")


def verdict(facts: Mapping[str, Any]) -> str:
    """Say whether a map beats what knows nothing of the model, and whether it knows the weights.

    Args:
        facts: Of an `Explanation`.

    Returns:
        Sentences; none where nothing was measured.
    """
    if "faithfulness" not in facts:
        return ""
    found = facts["faithfulness"]
    method, images = method_words(facts["method"]), plural(found["images"], "image")
    told = f"By insertion ({found['of']}, {images}), the map ({method}) "
    told += f"{_against(found['insertion'])}. By deletion it {_against(found['deletion'])}."
    redrawn = facts.get("randomisation")
    return f"{told} {_change(redrawn[-1])}{_cascade(redrawn)}" if redrawn else told


def _against(found: Mapping[str, Any]) -> str:
    """Say of each rival whether the map beats it."""
    gains = {name: _three(found["gain"][name]) for name in RIVALS}
    return "; ".join(f"{_verb(gain)} {RIVALS[name]} ({said(gain)})" for name, gain in gains.items())


def said(gain: tuple[float, float, float]) -> str:
    """Write a mean with its interval.

    >>> said((0.1234, 0.1, 0.15)), said((nan, nan, nan))
    ('+0.123, 95 % interval +0.100 to +0.150', 'n/a')
    """
    mean, low, high = gain
    if isnan(mean):
        return "n/a"
    return f"{mean:+.3f}" + ("" if isnan(low) else f", 95 % interval {low:+.3f} to {high:+.3f}")


def _verb(gain: tuple[float, float, float]) -> str:
    _, low, high = gain
    if low > 0:
        return "beats"
    return "loses to" if high < 0 else "cannot be told from"


def _change(last: Mapping[str, Any]) -> str:
    mean, low, high = _three(last["rank_correlation"])
    start = "With all weights drawn anew the map"
    if isnan(mean):
        return f"{start} is flat."
    size = _three(last["rank_correlation_of_absolute"])[0]
    bound = f"rank correlation with the one before {said((mean, low, high))}"
    bound += f" (of absolute values {size:+.3f})"
    if _another(last):
        return f"{start} is another: {bound}, below {CHANGED}."
    if low >= CHANGED:
        return f"{start} stays much as it was: {bound}, so that it shows the image, not the model."
    return f"{start} may be another: {bound}."


def _cascade(steps: Sequence[Mapping[str, Any]]) -> str:
    """Say from which step on the map stays another, from the top layer down to all."""
    if len(steps) == 1:
        return ""
    found = [_three(each["rank_correlation"]) for each in steps]
    if any(not isnan(each[0]) for each in found) and all(isnan(each[1]) for each in found):
        return " Without intervals, nothing is said of the steps on the way."
    unsettled = [at for at, each in enumerate(steps) if not _another(each)]
    places = [_place(each, steps[-1]["layers"]) for each in steps]
    if not unsettled:
        return (
            f" From the top down, {_stays(steps)}, from {places[0]} on: nothing shows that the map "
            f"depends on layers beneath {steps[0]['last']}."
        )
    last, before = unsettled[-1], steps[unsettled[-1]]
    if last == len(steps) - 1:
        never = f"there is no step from which on {_stays(())}"
        return f" From the top down, {never}; the cascade begins with {places[0]}."
    beneath = f"depends on layers beneath {before['last']}"
    if _three(before["rank_correlation"])[1] >= CHANGED:
        so = f"the map {beneath}, not on the top alone"
    else:
        so = f"whether the map {beneath} is not settled"
    return (
        f" From the top down, {_stays(steps[last + 1 :])}, from {places[last + 1]} on, not yet "
        f"from {places[last]}: {so}."
    )


def _stays(steps: Sequence[Mapping[str, Any]]) -> str:
    flat = any(isnan(_three(each["rank_correlation"])[0]) for each in steps)
    kept = f"the rank correlation stays below {CHANGED} in size, with its interval"
    return f"{kept}, or the map flat" if flat else kept


def _place(step: Mapping[str, Any], of: int) -> str:
    """Name a step of the cascade, with what it gave."""
    layers, last, found = step["layers"], step["last"], _three(step["rank_correlation"])
    top = f"all {of}" if layers == of else f"the top {layers} of {of}"
    figures = "a flat map" if isnan(found[0]) else said(found)
    return f"{top} layers ({last if layers == 1 else f'down to {last}'}: {figures})"


def _another(step: Mapping[str, Any]) -> bool:
    """Tell whether a map is surely not what it was: a flat one has nothing left of it."""
    mean, low, high = _three(step["rank_correlation"])
    return isnan(mean) or (low > -CHANGED and high < CHANGED)


def _three(facts: Mapping[str, float | None]) -> tuple[float, float, float]:
    mean, low, high = (nan if (each := facts[name]) is None else each for name in _NAMES)
    return mean, low, high
