"""What the networks see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd

from benchmark.faithfulness.faithfulness import GAMES
from reports._blocks import Grid, Heading, Paragraph, Picture
from reports._words import MISSING, decimals
from reports.explanations.curves_figure import curves_figure
from reports.explanations.explanation import FOLDER
from reports.explanations.read_explanation import read_explanation
from reports.explanations.verdict import RIVALS, verdict
from reports.sections._base import Section

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports._blocks import Block
    from reports.evidence import Evidence
    from reports.explanations.explanation import Explanation

_MOST_RUNS = 6  # whose pictures are shown
_WHAT = (
    "Maps say where in an image something speaks for a class. Such a map means something if "
    "pixels that are put back into a blurred image in its order bring the predicted class back "
    "sooner than in another order (insertion), or, taken out, lose it sooner (deletion), and if "
    "it becomes another once the weights are drawn anew. Areas are those under the curves below; "
    "gains are above nought where the map is better, paired by image, with 95 % intervals "
    "(percentile bootstrap) over images of one trained model. 'depthbench explain RUN' made what "
    "follows."
)


class Explanations(Section):
    """Kernels, feature maps and class activation maps, and whether these mean something."""

    title: ClassVar[str] = "What the networks see"
    order: ClassVar[int] = 43

    def body(self, evidence: Evidence) -> list[Block]:
        """Show what `depthbench explain` left beside the runs."""
        found = _found(evidence)
        if not found:
            return []
        blocks: list[Block] = [Paragraph(_WHAT)]
        blocks += _grid("faithfulness", [row for each in found.items() for row in _gains(*each)])
        blocks += _grid("randomisation", [row for each in found.items() for row in _redrawn(*each)])
        for number, (name, each) in enumerate(found.items(), 1):
            blocks += [Heading(name), *_said(each)]
            blocks += _pictures(number, each) if number <= _MOST_RUNS else []
        return blocks


def _found(evidence: Evidence) -> dict[str, Explanation]:
    """Read what is there, by the words for a run."""
    found = {}
    rows = evidence.table.sort_values(["dataset", "model", "seed"]).dropna(subset=["run"])
    for row in rows.to_dict("records"):
        read = read_explanation(evidence.results.folder_of(row["run"]) / FOLDER)
        if read is not None:
            name = evidence.names[row["model"]]
            found[f"{name} on {row['dataset']}, seed {row['seed']}"] = read
    return found


def _grid(name: str, rows: list[dict[str, str]]) -> list[Block]:
    return [Grid(name, pd.DataFrame(rows))] if rows else []


def _gains(name: str, found: Explanation) -> list[dict[str, str]]:
    if "faithfulness" not in found.facts:
        return []
    games = {game: found.facts["faithfulness"][game] for game in GAMES}
    return [
        {"model": name, "test": game, "area": decimals(facts["area"]["map"])}
        | {f"gain over {rival}": _short(facts["gain"][rival], "+.3f") for rival in RIVALS}
        for game, facts in games.items()
    ]


def _redrawn(name: str, found: Explanation) -> list[dict[str, str]]:
    return [
        {
            "model": name,
            "drawn anew from the top": f"{each['layers']}, down to {each['last']}",
            "rank correlation": _short(each["rank_correlation"], ".2f"),
            "of absolute values": _short(each["rank_correlation_of_absolute"], ".2f"),
        }
        for each in found.facts.get("randomisation", ())
    ]


def _short(facts: Mapping[str, Any], form: str) -> str:
    mean, low, high = (facts[name] for name in ("mean", "low", "high"))
    if mean is None:
        return MISSING
    return f"{mean:{form}}" + ("" if low is None else f" ({low:{form}} to {high:{form}})")


def _said(found: Explanation) -> list[Block]:
    said = verdict(found.facts)
    return [Paragraph(said)] if said else []


def _pictures(number: int, found: Explanation) -> list[Block]:
    pictures: list[Block] = []
    if "faithfulness" in found.facts:
        words = f"Insertion and deletion, {found.facts['model']}: mean over images"
        figure = curves_figure(found.facts["faithfulness"])
        pictures.append(Picture(f"explained_{number}_curves", figure, words))
    for sheet in found.sheets:
        pictures.append(Picture(f"explained_{number}_{sheet.name}", sheet.figure(), sheet.words))
    return pictures
