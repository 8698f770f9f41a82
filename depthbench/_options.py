"""The options of commands that run models."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

Backend: TypeAlias = Annotated[
    str,
    typer.Option(
        envvar="KERAS_BACKEND",
        metavar="tensorflow|jax|torch",
        help="What Keras computes with.",
    ),
]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="For programs.")]
Models: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--model", help="Spec; instead of the suite's models. Repeatable."),
]
Datasets: TypeAlias = Annotated[
    list[str] | None, typer.Option("--dataset", help="Spec; instead of the suite's. Repeatable.")
]
Seeds: TypeAlias = Annotated[
    int | None, typer.Option("--seeds", help="How many; instead of the suite's.")
]
FirstSeed: TypeAlias = Annotated[
    int | None, typer.Option("--first-seed", help="The first of them; instead of the suite's.")
]
Controls: TypeAlias = Annotated[
    bool, typer.Option("--controls", help="Floors and shuffled labels beside the models.")
]
Deterministic: TypeAlias = Annotated[
    bool, typer.Option("--deterministic", help="Equal to the bit when repeated; slower.")
]
KeepWeights: TypeAlias = Annotated[
    bool | None,
    typer.Option(
        "--keep-weights/--no-keep-weights",
        help="Keep what models learn, for `predict` [as the folder was asked last].",
    ),
]
KeepFeatures: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--keep-features",
        help="Describe each image once for all models and seeds, where nothing is learned; rows "
        "are charged the seconds that it took, and their times are compared among themselves.",
    ),
]
Target: TypeAlias = Annotated[
    float | None, typer.Option(help="Validation accuracy to take the time to [best shallow].")
]
Out: TypeAlias = Annotated[
    Path | None, typer.Option(help="Results folder [results/SUITE, of --data results/SUITE-NAME].")
]
MostTime: TypeAlias = Annotated[
    str | None,
    typer.Option("--budget", help="Time for all, as 20m: fewer seeds, if need be; see above."),
]
Workers: TypeAlias = Annotated[
    int,
    typer.Option(
        help="Runs at the same time, each on its own share of the cores; their times are compared "
        "with those of as many alone."
    ),
]
Together: TypeAlias = Annotated[
    int,
    typer.Option(
        help="Seeds of a small network that train as one program, at most, where that is faster: "
        "with JAX on a GPU. They share the time."
    ),
]
Timeout: TypeAlias = Annotated[float, typer.Option(help="Seconds a run may take.")]
Again: TypeAlias = Annotated[bool, typer.Option("--again", help="Repeat runs that have a row.")]
DryRun: TypeAlias = Annotated[bool, typer.Option("--dry-run", help="Say what would run.")]
