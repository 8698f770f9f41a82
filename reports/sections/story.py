"""The story in numbers: ImageNet's challenge, year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from reports._best_by_family import FAMILIES
from reports._blocks import Grid, Paragraph, Picture
from reports._curves import curves_of
from reports._ilsvrc import ENTRIES, HUMAN
from reports._story_figure import story_figure
from reports.sections._base import Section

if TYPE_CHECKING:
    from reports._blocks import Block
    from reports.evidence import Evidence

_SUITES = ("crossover", "full")


class Story(Section):
    """What others measured on 1.2 million images, beside what was measured here.

    It is the same in every report, so it stands only where it belongs: where shallow and deep
    models were run at several training sizes, and in the suite `full`.
    """

    title: ClassVar[str] = "The story in numbers"
    order: ClassVar[int] = 90

    def body(self, evidence: Evidence) -> list[Block]:
        """Show the winners of ILSVRC, with their sources, where the runs tell the same story."""
        if not _belongs(evidence):
            return []
        return [
            Paragraph(_TEXT),
            Picture("story", story_figure(), _WORDS),
            Grid("story", _table()),
        ]


def _belongs(evidence: Evidence) -> bool:
    curves = curves_of(evidence.boards)
    both = any(set(FAMILIES) <= set(each.largest.standings["family"]) for each in curves)
    return both or bool(evidence.table["suite"].isin(_SUITES).any())


_TEXT = (
    "From the literature, not measured here: top-5 error in ImageNet's challenge, 1,000 classes, "
    "about 1.2 million training images. Shallow models won in 2010 and 2011, deep ones in every "
    "year from 2012 on. The 15.3 % of 2012 are those of seven networks, two of them trained on "
    "more images than the challenge's: with the challenge's images alone five networks had 16.4 %, "
    "and one network 18.2 % on the validation split. The best shallow entry of that year had "
    "26.2 %. A trained person had 5.1 %, on 1,500 of the images; the first published result below "
    "that, 4.94 %, was of several networks, of which one alone had 5.71 % (He et al. 2015). Test "
    "images differ from year to year. From 2014 on there was no challenge of classification alone: "
    "its errors are a column of that of localisation."
)
_WORDS = (
    "Top-5 error of ILSVRC's winners: 28.2 % in 2010 and 25.8 % in 2011, both shallow; deep "
    "15.3 % in 2012, 11.2 % in 2013, 6.7 % in 2014, 3.6 % in 2015, 3.0 % in 2016, 2.3 % in 2017; a "
    "line at 5.1 %, a trained person's"
)


def _table() -> pd.DataFrame:
    rows = [
        {
            "year": str(each.year),
            "entry": each.name,
            "family": each.family,
            "top-5 error": f"{each.error:g} %",
            "won": "yes" if each.place else "",
            "remark": each.remark,
            "source": each.source,
        }
        for each in (*ENTRIES, HUMAN)
    ]
    return pd.DataFrame(rows)
