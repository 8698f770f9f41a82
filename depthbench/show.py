"""`depthbench show`: what a model costs, before anything is trained."""

from __future__ import annotations

import json
from re import fullmatch
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from benchmark.plugins import MODELS
from benchmark.usage_error import UsageError
from depthbench._compute_with import compute_with
from depthbench._options import Backend, Json

if TYPE_CHECKING:
    from models import Cost

_COLUMNS = ("name", "output", "learned", "fitted", "fixed", "activations", "connections", "macs")
_FEWEST_CLASSES = 2


def command(
    model: Annotated[str, typer.Argument(help="Spec, as mlp or 'mlp(hidden=(64,))'.")],
    *,
    images: Annotated[
        str, typer.Option("--input", help="Height x width x channels.", metavar="HxWxC")
    ] = "28x28x1",
    classes: Annotated[int, typer.Option(help="How many classes to tell apart.")] = 10,
    backend: Backend = "tensorflow",
    as_json: Json = False,
) -> None:
    """Count a model's parameters, activations, connections and multiply-accumulates by layer."""
    shape = _shape(images)
    if classes < _FEWEST_CLASSES:
        raise UsageError(f"expected --classes of {_FEWEST_CLASSES} or more, received {classes}")
    compute_with(backend)
    spec = MODELS.normalise(model)
    cost = {
        "model": spec,
        "input": list(shape),
        "classes": classes,
        **_counted(spec, shape, classes).as_dict(),
    }
    if as_json:
        typer.echo(json.dumps(cost, indent=2))
    else:
        _print(cost)


def _counted(spec: str, shape: tuple[int, int, int], classes: int) -> Cost:
    from models import Skip

    try:
        cost: Cost = MODELS.make(spec).cost(shape, classes)
    except (ValueError, TypeError, MemoryError, Skip) as error:
        raise UsageError(f"cannot count {spec}: {error}") from error
    return cost


def _shape(text: str) -> tuple[int, int, int]:
    match = fullmatch(r"([1-9]\d*)x([1-9]\d*)x([13])", text)
    if match is None:
        raise UsageError(
            f"expected --input as HEIGHTxWIDTHxCHANNELS with 1 or 3 channels, received {text!r}"
        )
    height, width, channels = map(int, match.groups())
    return height, width, channels


def _print(cost: dict[str, Any]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    title = f"{cost['model']} at {'x'.join(map(str, cost['input']))}, {cost['classes']} classes"
    table = Table(title=title, show_footer=True, box=SIMPLE_HEAD, pad_edge=False, padding=0)
    total = {**cost, "name": "total", "output": []}
    for column in _COLUMNS:
        justify: Literal["left", "right"] = "left" if column == "name" else "right"
        table.add_column(column, _cell(total, column), justify=justify, overflow="fold")
    for layer in cost["layers"]:
        table.add_row(*(_cell(layer, column) for column in _COLUMNS))
    Console().print(table)


def _cell(layer: dict[str, Any], column: str) -> str:
    if column == "name":
        return str(layer["name"])
    if column == "output":
        return "x".join(map(str, layer["output"]))
    value = layer["parameters"].get(column, layer.get(column))
    return f"{value:,}" if value else ""
