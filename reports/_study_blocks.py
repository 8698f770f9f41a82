"""What a simulation has to say in a report."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Any

import pandas as pd

from reports._blocks import Grid, Heading, Paragraph, Picture
from reports._study_figure import study_figure
from reports._words import MISSING, capital

if TYPE_CHECKING:
    from benchmark.kept_study import KeptStudy
    from reports._blocks import Block


def study_blocks(study: KeptStudy, name: str) -> list[Block]:
    """Say the claim, draw theory beside measurement, and say where the claim does not hold.

    Args:
        study: What came of it.
        name: Begins the names of its files.
    """
    title = study.words["title"]
    if study.status != "ok":
        return [Heading(title), Paragraph(f"The study {study.study} failed: {study.error}.")]
    table = study.table
    drawn = [panel.quantity for panel in study.panels]
    pictures = [
        Picture(
            f"{name}_{number}",
            study_figure(f"{title}: {panel.quantity}", panel, points),
            f"{capital(panel.quantity)} against {panel.x}: theory as dashed lines, measurements "
            "with 95 % intervals",
        )
        for number, panel in enumerate(study.panels, 1)
        if len(points := table[table["quantity"].eq(panel.quantity)].dropna(subset=["x"]))
    ]
    single = table[~table["quantity"].isin(drawn) | table["x"].isna()]
    return [
        Heading(title),
        Paragraph(f"{study.words['claim']} ({study.words['paper']})"),
        *pictures,
        *([Grid(f"{name}_numbers", _texts(single.drop(columns="x")))] if len(single) else []),
        Paragraph(f"{_agreement(table)} Where it does not hold: {study.words['limits']}"),
        Grid(f"{name}_all", _texts(table), "every number that was measured"),
    ]


def _agreement(table: pd.DataFrame) -> str:
    told = table["agrees"].dropna()
    if told.empty:
        return "There is no theory to hold the measurements against."
    return f"Theory lies in {int(told.sum())} of {len(told)} intervals (95 %)."


def _texts(table: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame([_row(row) for row in table.to_dict("records")])


def _row(row: dict[Any, Any]) -> dict[str, str]:
    place = {"at": _number(row["x"])} if "x" in row else {}
    bounds = f"{_number(row['low'])} to {_number(row['high'])}"
    if isnan(row["low"]):
        bounds = MISSING if isnan(row["high"]) else f"up to {_number(row['high'])}"
    return {
        "what": row["quantity"],
        "of": row["series"],
        **place,
        "measured": _number(row["measured"]),
        "95 % interval": bounds,
        "theory": _number(row["theory"]),
        "note": row["note"],
    }


def _number(value: float) -> str:
    return MISSING if isnan(value) else f"{value:.4g}"
