"""The options by which people bring their own images."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer

from benchmark.call import Call
from benchmark.spec import last_word
from benchmark.usage_error import UsageError

Data: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="PATH",
        help="Your images, instead of the suite's: class folders, a CSV, JSON Lines or Parquet "
        "manifest, .npz, or a zip or tar of these.",
    ),
]
Size: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="64|48x64", help="Of --data, height x width [their own, or up to 128]."),
]
Resize: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="crop|pad|stretch", help="What other shapes of --data become [crop]."),
]
Group: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="REGEX",
        help="Found in each path of --data, names what belongs together: a patient, a day.",
    ),
]
Decoder: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="SPEC",
        help="What makes images of the files of --data, as 'sound(seconds=1.0)'; `depthbench list "
        "decoders` [by most of their endings].",
    ),
]
MostDamaged: TypeAlias = Annotated[
    float | None,
    typer.Option(metavar="SHARE", help="Of the files of --data, that are left out [0.01]."),
]
AllowLeak: TypeAlias = Annotated[
    bool,
    typer.Option("--allow-leak", help="Run although test images are known from training."),
]


def data_spec(data: Path | None, **settings: Any) -> str | None:
    """Write the spec of the user's own images; None if there are none.

    Args:
        data: Where they lie.
        settings: Of the data set `images`; None leaves its default.

    Raises:
        UsageError: If settings are given, but no images, or there is nothing.
    """
    given = {name: value for name, value in settings.items() if value is not None}
    if data is None:
        if given:
            options = ", ".join(f"--{name.replace('_', '-')}" for name in given)
            raise UsageError(f"expected --data PATH with {options}, received none")
        return None
    if not data.expanduser().exists():
        raise UsageError(f"there is no {data}")
    return str(Call("images", {"path": str(_whole(data)), **given}))


def data_word(data: Path | None) -> list[str]:
    """Give the word by which the user's own images name a results folder; none without images."""
    return [] if data is None else [last_word(_whole(data).stem)]


def _whole(path: Path) -> Path:
    return Path(os.path.abspath(path.expanduser()))  # noqa: PTH100 - links stay
