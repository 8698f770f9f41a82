"""`depthbench plan`: how long a suite will take, and what it will be able to see."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from benchmark.backend import choose_backend
from benchmark.choices import Choices
from benchmark.duration import Duration
from benchmark.plugins import DATASETS
from benchmark.protocol import Protocol
from depthbench._data_options import Data, Decoder, Group, Resize, Size, data_spec
from depthbench._options import (
    Backend,
    Controls,
    Datasets,
    Deterministic,
    FirstSeed,
    Json,
    Models,
    Seeds,
)
from depthbench._plan import Plan
from depthbench._request import Request
from depthbench._scout import Scouting, scout

_SEEDS = 2  # for the pilot, where another number may be proposed


def command(  # noqa: PLR0913 - the options of a command line are its arguments
    suite: Annotated[str, typer.Argument(help="Suite; `depthbench list suites`.")] = "quick",
    *,
    budget: Annotated[
        str | None, typer.Option(help="Time, as 20m or 1h30m: propose seeds and sizes that fit.")
    ] = None,
    model: Models = None,
    dataset: Datasets = None,
    data: Data = None,
    size: Size = None,
    resize: Resize = None,
    group: Group = None,
    decoder: Decoder = None,
    seeds: Seeds = None,
    first_seed: FirstSeed = None,
    controls: Controls = False,
    backend: Backend = "tensorflow",
    deterministic: Deterministic = False,
    as_json: Json = False,
) -> None:
    """Run a short pilot, and forecast the suite's time and the differences that it can see.

    With a budget, propose the most seeds that fit, six at the least; or six on fewer training
    images; or fewer seeds. Nothing is kept of the pilot.

    Exit status: 1 if a run of the pilot failed or nothing fits the budget, 2 on wrong use.
    """
    seconds = None if budget is None else Duration.parse(budget).seconds
    own = data_spec(data, size=size, resize=resize, group=group, decoder=decoder)
    dataset = dataset if own is None else [*(dataset or []), own]
    changes = {"datasets": dataset, "models": model, "seeds": seeds, "first_seed": first_seed}
    words = ["--backend", backend] * (backend != "tensorflow")
    words += ["--deterministic"] * deterministic
    request = Request(suite, changes, controls, tuple(words))
    choose_backend(backend, deterministic=deterministic)
    asked = request.suite.seeds
    specs = request.specs(asked if seconds is None else max(asked, _SEEDS))
    batch, limits = request.suite.predict_batch, request.suite.limits
    protocol = Protocol(predict_batch=batch, deterministic=deterministic, limits=limits)
    scouting = scout(specs, backend, protocol)
    shrinkable = not any(DATASETS.make(name).control for name in request.suite.datasets)
    choices = Choices(request.specs, scouting.paces, scouting.ending, shrinkable)
    plan = Plan(request, scouting, choices, seconds)
    if as_json:
        typer.echo(json.dumps(plan.as_dict(), indent=2))
    else:
        from depthbench._print_plan import print_plan

        print_plan(plan)
    _warn(scouting)
    _say_what_is_left_out(len(request.suite.study_specs()))
    if plan.failed:
        sys.exit(1)


def _warn(scouting: Scouting) -> None:
    """Say on the error stream what makes the forecast worth less."""
    for pace in scouting.paces:
        if pace.failed:
            where = f"{pace.model} on {pace.dataset}"
            typer.echo(f"the pilot of {where} failed: {pace.status}: {pace.reason}", err=True)
    if any(pace.status == "contended" for pace in scouting.paces):
        typer.echo("other processes took the processor: alone, it may take less time", err=True)


def _say_what_is_left_out(studies: int) -> None:
    if studies:
        what = "1 study of the suite is" if studies == 1 else f"{studies} studies of the suite are"
        typer.echo(f"the {what} not in the forecast", err=True)
