"""What tuning brings, and which model it pays for at which budget."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from reports._blocks import Grid, Paragraph, Picture
from reports._gains import gain, gains
from reports._leaders import leaders_by_seconds, leaders_by_trials
from reports._leaders_said import leader_row, leaders_said
from reports._searches import searches_of
from reports._tuning_figure import tuning_figure
from reports.sections._base import Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports._blocks import Block
    from reports._searches import Search
    from reports.evidence import Evidence


class Tuning(Section):
    """Expected best against budget, who leads when, what was chosen, and what it gained."""

    title: ClassVar[str] = "Tuning"
    order: ClassVar[int] = 14

    def body(self, evidence: Evidence) -> list[Block]:
        """Show it for each data set that settings were tried for; nothing where none were."""
        blocks: list[Block] = []
        for number, (dataset, searches) in enumerate(searches_of(evidence).items(), 1):
            looks = {each.model: evidence.looks[each.shown] for each in searches}
            figure = tuning_figure(f"{dataset}: {_TITLE}", searches, looks)
            trials, seconds = leaders_by_trials(searches), leaders_by_seconds(searches)
            blocks += [
                Paragraph(
                    f"{dataset}: {leaders_said(trials, 'trial')}{leaders_said(seconds, 'second')}"
                ),
                Paragraph(f"{_EXPLANATION}{_untimed(searches)}"),
                Picture(f"tuning_{number}", figure, f"{dataset}: {_WORDS}"),
            ]
            rows = [leader_row(each, "trial") for each in trials]
            rows += [leader_row(each, "second") for each in seconds]
            if rows:
                blocks.append(Grid(f"tuning_leaders_{number}", pd.DataFrame(rows)))
            blocks += [
                Paragraph(f"{_GAINS} {_gained(dataset, searches, evidence)}"),
                Grid(f"tuning_{number}", gains(dataset, searches, evidence)),
            ]
        return blocks


_TITLE = "what tuning is expected to find"
_WORDS = (
    "expected best validation accuracy against the number of trials and, where times count, "
    "against seconds of fitting, a line a model; the bands are 95 % intervals over trials, up to "
    "half of eight or more"
)
_EXPLANATION = (
    "Each trial draws settings at random from the space that the model declares, and is measured "
    "on the validation images; test images take no part. A line is the mean of the best over all "
    "subsets of so many trials (Tang et al. 2020, without bias); n trials take n times the mean "
    "seconds of one. Failed trials count as nothing right. By trials, models are compared as far "
    "as all of them went; by seconds, one whose trials are used up stays where it is. Intervals "
    "are of other trials on the same images, by resampling; they end at half of eight trials or "
    "more, and are too narrow: of 8 to 16 simulated trials, those of 95 % cover in 69 to 94 %."
)
_GAINS = (
    "What was chosen is the best trial. Its validation accuracy is the highest of many, and so "
    "too high; its test accuracy is that of fresh seeds, on all training images, beside the "
    "settings that the model has untuned, on the same splits. Where splits are drawn from one "
    "pool, some test images were validated on in trials."
)


def _untimed(searches: Sequence[Search]) -> str:
    names = [each.model for each in searches if isnan(each.trial_seconds)]
    if not names:
        return ""
    return f" Times of {', '.join(names)} do not count, as other processes took the processor."


def _gained(dataset: str, searches: Sequence[Search], evidence: Evidence) -> str:
    found = {each.model: gain(dataset, each, evidence) for each in searches}
    known = {name: each for name, each in found.items() if each is not None}
    if not known:
        return "No model has been run with and without them yet."
    better = [name for name, each in known.items() if each.low > 0]
    worse = [name for name, each in known.items() if each.high < 0]
    rest = [name for name in known if name not in {*better, *worse}]
    said = {"Tuning helped": better, "It harmed": worse, "No gain can be seen of": rest}
    return " ".join(f"{words} {', '.join(names)}." for words, names in said.items() if names)
