"""What Ctrl-C is answered with."""

from __future__ import annotations

import shlex
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

_INTERRUPTED = 130


@contextmanager
def saying_how_to_go_on() -> Iterator[set[str]]:
    """On Ctrl-C, give the command that goes on, without the words that have done their part."""
    spent: set[str] = set()
    try:
        yield spent
    except KeyboardInterrupt:
        go_on = shlex.join(["depthbench", *(word for word in sys.argv[1:] if word not in spent)])
        typer.echo(f"stopped; the rows so far are kept. Go on with: {go_on}", err=True)
        sys.exit(_INTERRUPTED)
