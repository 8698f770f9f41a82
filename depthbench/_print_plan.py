"""Print a plan on the terminal."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmark.duration import Duration
from benchmark.spec import last_word
from reports.statistics.level import LEVEL

if TYPE_CHECKING:
    from benchmark.pace import Pace
    from benchmark.proposal import Proposal
    from depthbench._plan import Plan

_WHOLE = 100
_WANTED = 6


def print_plan(plan: Plan) -> None:
    """Print the seconds of each model and of all, what can be seen, and the command."""
    console = Console(highlight=False)
    console.print(_grid(plan))
    console.print(
        f"{escape(plan.request.name)}: {len(plan.request.specs(plan.asked.seeds))} runs take "
        f"{plan.asked.forecast}; the pilot took {Duration(plan.scouting.seconds)}"
    )
    if plan.budget is not None:
        console.print(_of_budget(plan, Duration(plan.budget)))
    proposal = plan.proposal or plan.asked
    for visible in plan.visible(proposal.seeds):
        console.print(escape(_seen(visible)))
    console.print(escape(_reserve(plan, proposal.seeds)))
    if plan.proposal is not None:
        console.print(plan.command(plan.proposal), markup=False, soft_wrap=True)


def _grid(plan: Plan) -> Table:
    grid = Table(box=SIMPLE_HEAD)
    grid.add_column("model")
    for name in ("runs", "first", "later", "all"):
        grid.add_column(name, justify="right", no_wrap=True)
    for pace in plan.scouting.paces:
        n, forecast = plan.runs(pace)
        seconds = (pace.first, pace.later, forecast.seconds)
        grid.add_row(_name(pace), str(n), *(str(Duration(each)) for each in seconds))
    grid.add_row("table and report", "", "", "", str(Duration(plan.scouting.ending)))
    return grid


def _name(pace: Pace) -> str:
    epochs = f" (pilot: {pace.epochs} epochs)" if pace.epochs else ""
    return escape(f"{last_word(pace.model)} on {last_word(pace.dataset)}{epochs}")


def _of_budget(plan: Plan, budget: Duration) -> str:
    """Say what fits."""
    if plan.proposal is None:
        least = plan.choices.least()
        return (
            f"nothing fits into {budget}: the least, {_what(least)}, takes up to {_highest(least)}"
        )
    few = plan.proposal.seeds < _WANTED
    return (
        f"into {budget} fits: {_what(plan.proposal)}, {plan.proposal.forecast}"
        + "; preparing and learning are taken to grow with the number of images"
        * (plan.proposal.percent != _WHOLE)
        + "; fewer than 6 seeds can never reach p < .05 in a sign-flip test" * few
    )


def _what(proposal: Proposal) -> str:
    share = f" on {proposal.percent} % of the training images"
    return f"{proposal.seeds} seeds" + share * (proposal.percent != _WHOLE)


def _highest(proposal: Proposal) -> str:
    high = proposal.forecast.high
    return str(Duration(high)) if isfinite(high) else "no one knows how long"


def _seen(visible: dict[str, Any]) -> str:
    pair = " and ".join(last_word(model) for model in visible["least_pair"])
    return (
        f"{last_word(visible['dataset'])}: the smallest difference in accuracy that "
        f"{visible['seeds']} seeds will see is {100 * visible['least']:.1f} points ({pair}); the "
        f"median of {visible['pairs']} pairs is {100 * visible['median']:.1f} points"
    )


def _reserve(plan: Plan, seeds: int) -> str:
    """Say what the smallest differences leave out, or why there are none."""
    if seeds == 1:
        return "One seed ranks nothing: it will show no difference."
    if not plan.visible(seeds):
        return f"{seeds} seeds will show no difference, by the test images alone."
    short = [last_word(pace.model) for pace in plan.scouting.paces if pace.epochs]
    names = ", ".join(dict.fromkeys(short))
    return (
        "That is from test images alone, with 8 chances in 10, where all pairs together are "
        f"tested at {100 * LEVEL:g} %; what seeds add is not in it."
        + f" Trained to their end, models that the pilot cut short ({names}) disagree less."
        * bool(short)
    )
