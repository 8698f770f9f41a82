"""The files that a run leaves beside its row."""

from __future__ import annotations

import json
import os
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any, Self

import numpy as np

if TYPE_CHECKING:
    from benchmark.spec import Spec


class Artefacts:
    """A context in which a run's folder is written; it appears whole or not at all.

    Args:
        folder: The results folder; the files go to `runs/<run id>/` in it.
        spec: The run.
    """

    def __init__(self, folder: Path, spec: Spec) -> None:
        self._final = folder / "runs" / spec.id
        self._draft = folder / "runs" / f".{spec.id}.part"

    def __enter__(self) -> Self:
        for leftover in (self._draft, self._final):
            rmtree(leftover, ignore_errors=True)
        self._draft.mkdir(parents=True)
        self._process = os.getpid()
        return self

    def __exit__(self, error: object, *_: object) -> None:
        if os.getpid() != self._process:  # a fork that the model left behind
            os._exit(0)
        if error is None:
            self._draft.rename(self._final)

    def path(self, name: str) -> Path:
        """Say where a file is to be written by others; it lies elsewhere afterwards."""
        return self._draft / name

    def arrays(self, name: str, **arrays: Any) -> None:
        """Write named arrays, compressed."""
        np.savez_compressed(self._draft / name, **arrays)

    def json(self, name: str, value: Any) -> None:
        """Write plain data."""
        self.text(name, json.dumps(value))

    def text(self, name: str, value: str) -> None:
        """Write text."""
        (self._draft / name).write_text(value, encoding="utf-8", errors="backslashreplace")
