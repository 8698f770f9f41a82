"""Which results folders the runs are from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from reports._blocks import Grid, Paragraph
from reports._values import values_of
from reports._words import MISSING, plural
from reports.sections._base import Section

if TYPE_CHECKING:
    from benchmark.source import Source
    from reports._blocks import Block
    from reports.evidence import Evidence


class Sources(Section):
    """What a merged folder is made of, and how it was put together."""

    title: ClassVar[str] = "Where the runs are from"
    order: ClassVar[int] = 59

    def body(self, evidence: Evidence) -> list[Block]:
        """List the folders; nothing where there is but one."""
        results = evidence.results
        if not results.sources:
            return []
        dropped = sum(source.dropped for source in results.sources)
        said = (
            f"Merged from {plural(len(results.sources), 'folder')}. {_DROPPED}: {dropped}. {_KEYS}"
        )
        gone = ", ".join(source.folder for source in results.gone)
        rows = [
            _row(number, source, evidence.table) for number, source in enumerate(results.sources, 1)
        ]
        return [
            Paragraph(said),
            *([Paragraph(f"{_GONE}: {gone}.")] if gone else []),
            Grid("sources", pd.DataFrame(rows)),
        ]


_DROPPED = "Runs that another folder has made later, with the same keys, and that do not count"
_KEYS = (
    "The same run on other images, or with another accuracy key, is another run: it has the number "
    "of its folder behind its id, and nothing is ranked on its data set. Such folders can be "
    "reported one by one."
)
_GONE = (
    "No longer there, so that what needs more than the rows of their runs is left out, and "
    "intervals are over seeds alone"
)


def _row(number: int, source: Source, table: pd.DataFrame) -> dict[str, str]:
    inside = table["run_folder"].str.startswith(f"{source.folder}/runs/", na=False)
    rows = table[inside]
    return {
        "number": str(number),
        "folder": source.folder,
        "suite": ", ".join(values_of(rows["suite"])) or MISSING,
        "runs": str(source.runs),
        "dropped": str(source.dropped),
        "started": ", ".join(values_of(rows["started_at"].str[:10])) or MISSING,
        "accuracy keys": _keys(rows),
    }


def _keys(rows: pd.DataFrame) -> str:
    known = rows[["dataset", "accuracy_key"]].dropna().drop_duplicates()
    pairs = sorted(known.itertuples(index=False, name=None))
    return ", ".join(f"{dataset}: {key}" for dataset, key in pairs) or MISSING
