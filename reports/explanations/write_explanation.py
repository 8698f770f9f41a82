"""Write what a model sees, all at once."""

from __future__ import annotations

import json
import os
from shutil import rmtree
from typing import TYPE_CHECKING

import numpy as np

from reports._save_figure import save_figure
from reports.explanations.curves_figure import curves_figure
from reports.explanations.explanation import ARRAYS, FILE

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.figure import Figure

    from reports.explanations.explanation import Explanation

_DOTS = 150  # an inch


def write_explanation(found: Explanation, folder: Path) -> list[Path]:
    """Write pictures as PNG, numbers as JSON and CSV, in place of older ones.

    Until all is written, what was there before stays as it is.

    Args:
        found: What to write.
        folder: Where to; a folder that this did not write is left alone.

    Returns:
        The files, pictures first.

    Raises:
        FileExistsError: If there is something else in the folder.
    """
    if folder.exists() and not (folder / FILE).is_file() and any(folder.iterdir()):
        raise FileExistsError(17, "it holds something else", str(folder))
    draft = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    try:
        draft.mkdir(parents=True)
        _write(found, draft)
        rmtree(folder, ignore_errors=True)
        draft.replace(folder)
    finally:
        rmtree(draft, ignore_errors=True)
    pictures = sorted(folder.glob("*.png"))
    return [*pictures, *sorted(each for each in folder.iterdir() if each not in pictures)]


def _write(found: Explanation, folder: Path) -> None:
    for sheet in found.sheets:
        _picture(sheet.figure(), folder / f"{sheet.name}.png")
    if "faithfulness" in found.facts:
        _picture(curves_figure(found.facts["faithfulness"]), folder / "curves.png")
    arrays = {name: each for sheet in found.sheets for name, each in sheet.arrays().items()}
    np.savez_compressed(folder / ARRAYS, **arrays)  # type: ignore[arg-type]
    for name, table in found.tables.items():
        table.to_csv(folder / f"{name}.csv", index=False, lineterminator="\r\n")
    facts = {**found.facts, "sheets": [sheet.facts() for sheet in found.sheets]}
    (folder / FILE).write_text(json.dumps(facts, indent=1), encoding="utf-8")


def _picture(figure: Figure, path: Path) -> None:
    save_figure(figure, path, dpi=_DOTS, metadata={"Software": None})
