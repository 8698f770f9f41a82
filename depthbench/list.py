"""`depthbench list`: what there is."""

import json
from typing import Annotated

import typer

from benchmark.plugins import (
    CHECKS,
    DATASETS,
    DECODERS,
    METRICS,
    MODELS,
    READERS,
    SECTIONS,
    STUDIES,
    SUITES,
)
from benchmark.usage_error import UsageError
from depthbench._options import Json

_KINDS = {
    "models": MODELS,
    "datasets": DATASETS,
    "readers": READERS,
    "decoders": DECODERS,
    "checks": CHECKS,
    "metrics": METRICS,
    "studies": STUDIES,
    "suites": SUITES,
    "sections": SECTIONS,
}


def command(
    kind: Annotated[str, typer.Argument(help=f"One of: {', '.join(_KINDS)}.", metavar="KIND")],
    *,
    as_json: Json = False,
) -> None:
    """List what there is of a kind: models, datasets, checks, suites ..., each with what it is."""
    if kind not in _KINDS:
        raise UsageError.unknown("kind", kind, _KINDS)
    plugins = _KINDS[kind]
    summaries = {name: plugins.summary(name) for name in plugins.names}
    if as_json:
        typer.echo(json.dumps(summaries, indent=2))
        return
    width = max(map(len, summaries), default=0)
    for name, summary in summaries.items():
        typer.echo(f"{name:<{width}}  {summary}")
