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
