"""Options that several commands share."""

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
    int | None, typer.Option("--first-seed", help="The first of them [0].")
]
Controls: TypeAlias = Annotated[
    bool, typer.Option("--controls", help="Floors and shuffled labels beside the models.")
]
Deterministic: TypeAlias = Annotated[
    bool, typer.Option("--deterministic", help="Equal to the bit when repeated; slower.")
]
