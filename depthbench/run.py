"""`depthbench run`: run a suite and write its report."""

from __future__ import annotations

import json
import shlex
import sys
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmark.asked import keeps_weights
from benchmark.backend import choose_backend
from benchmark.protocol import Protocol
from benchmark.spec import last_word
from benchmark.store import Store
from benchmark.usage_error import UsageError
from depthbench._budget import Budget
from depthbench._data_options import (
    AllowLeak,
    Data,
    Decoder,
    Group,
    MostDamaged,
    Resize,
    Size,
    data_spec,
    data_word,
)
from depthbench._examined import Examined
from depthbench._finish import finish
from depthbench._options import (
    Again,
    Backend,
    Controls,
    Datasets,
    Deterministic,
    DryRun,
    FirstSeed,
    Json,
    KeepFeatures,
    KeepWeights,
    Models,
    MostTime,
    Out,
    Seeds,
    Target,
    Timeout,
    Together,
    Workers,
)
from depthbench._request import Request
from depthbench._run_missing import run_missing
from depthbench._saying_how_to_go_on import saying_how_to_go_on
from depthbench._studies import Studies

if TYPE_CHECKING:
    from benchmark.spec import Spec


def command(  # noqa: PLR0913 - the options of a command line are its arguments
    suite: Annotated[str, typer.Argument(help="Suite; `depthbench list suites`.")] = "quick",
    *,
    model: Models = None,
    dataset: Datasets = None,
    data: Data = None,
    size: Size = None,
    resize: Resize = None,
    group: Group = None,
    decoder: Decoder = None,
    most_damaged: MostDamaged = None,
    allow_leak: AllowLeak = False,
    seeds: Seeds = None,
    first_seed: FirstSeed = None,
    controls: Controls = False,
    backend: Backend = "tensorflow",
    deterministic: Deterministic = False,
    keep_weights: KeepWeights = None,
    keep_features: KeepFeatures = False,
    target: Target = None,
    out: Out = None,
    budget: MostTime = None,
    timeout: Timeout = 3600.0,
    together: Together = 10,
    workers: Workers = 1,
    again: Again = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Run what has no row yet, then write the table and the report.

    A budget bounds pilot, runs, table and report together: seeds that the pilot says will not fit
    are skipped, no run starts once it is spent, and a run that is still going when only the time
    for table and report is left is stopped. These two are not: they take what they take.

    Exit status: 0 if all runs ended well, 1 if some failed, or their weights could not be kept,
    2 on wrong use.
    """
    _check(target)
    limit = Budget(budget)
    own = data_spec(
        data, size=size, resize=resize, group=group, decoder=decoder, most_damaged=most_damaged
    )
    dataset = dataset if own is None else [*(dataset or []), own]
    changes = {"datasets": dataset, "models": model, "seeds": seeds, "first_seed": first_seed}
    request = Request(suite, changes, controls)
    folder = out or Path("results") / "-".join([last_word(request.name), *data_word(data)])
    keep = keeps_weights(folder) if keep_weights is None else keep_weights
    chosen = request.suite
    protocol = Protocol(
        timeout,
        chosen.predict_batch,
        deterministic,
        keep,
        # Elsewhere they would only be asked for ahead of time, and a budget asks one by one.
        together if backend == "jax" and budget is None else min(together, 1),
        chosen.limits,
        workers,
        (folder / ".features").resolve() if keep_features else None,
    )
    choose_backend(backend, deterministic=deterministic)
    studies = Studies.of(chosen)
    store = Store.read(folder, request.name, backend)
    specs = request.after(store.rows)
    store.target, store.keep_weights = target, keep
    store.command = shlex.join(["depthbench", *sys.argv[1:]])
    if dry_run:
        simulated = studies.missing(folder, again=again)
        _announce(specs if again else store.missing(specs), simulated, store, as_json=as_json)
        return
    with saying_how_to_go_on() as spent:
        todo = specs if again else store.missing(specs)
        examined = Examined.of(specs, todo, allow_leak=allow_leak)
        if not again:
            examined.check_rows(store.of(specs))
        limit.allow(todo, store, protocol)
        with store.writing(specs):
            examined.keep(folder)
            if again:
                store.void(limit.kept(specs))
                spent.add("--again")
            studies.run(folder, limit, again=again)
            specs = run_missing(request, store, protocol, limit)
        limit.say()
        finish(limit.kept(specs), store, studies.kept(folder), as_json=as_json)


def _check(target: float | None) -> None:
    if target is not None and not 0 < target <= 1:
        raise UsageError(f"expected --target above 0 and up to 1, received {target:g}")


def _announce(specs: list[Spec], studies: Studies, store: Store, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps([*studies.as_dicts(), *map(astuple, specs)]))
        return
    for each in (*studies.named(), *specs):
        typer.echo(str(each))
    more = f", {len(studies.specs)} studies" if studies.specs else ""
    typer.echo(f"{len(specs)} runs to do{more}, in {store.folder}")
