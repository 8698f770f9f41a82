"""How the numbers were made, in plain words, with sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from benchmark.trials_of import trials_of
from reports._blocks import Grid, Paragraph
from reports.sections._base import Section
from reports.statistics.level import LEVEL

if TYPE_CHECKING:
    from reports._blocks import Block
    from reports.evidence import Evidence

_MANY = 2  # seeds, of which something can be tested


class Methods(Section):
    """What was measured and tested, and on whose authority."""

    title: ClassVar[str] = "Methods"
    order: ClassVar[int] = 58

    def body(self, evidence: Evidence) -> list[Block]:
        """Explain what this report uses; what it has no use for is left out."""
        said = dict(_MEASURING)
        ranked = [board for board in evidence.boards if len(board.standings)]
        if any(len(board.seeds) >= _MANY for board in ranked):
            said |= _TESTING
        if any(len(board.seeds) == 1 for board in ranked):
            said |= _ONE_SEED
        grid = pd.DataFrame({"what": list(said), "how": list(said.values())})
        tuned = any(trials_of(str(name)) for name in evidence.table["dataset"].unique())
        return [Paragraph(_TUNED if tuned else _EXPLANATION), Grid("methods", grid)]


_EXPLANATION = (
    "This program tunes nothing: a model is its settings, and each run is one fit of them. How the "
    "settings were chosen, it cannot know."
)
_TUNED = (
    "A model is its settings, and each run is one fit of them. Which were chosen here, and how, is "
    "in the section 'Tuning'; how the other settings were chosen, this program cannot know."
)
_MEASURING = {
    "splits": (
        "Every model sees the same images with the same seed. The seed draws the splits (where the "
        "data set has none of its own), the order, the initial weights and the augmentation, as "
        "all of these make results differ (Bouthillier et al. 2021)."
    ),
    "accuracy": (
        "Computed by the harness from the scores that a model gives the test images, never by the "
        "model. Top-5 error is not given for five classes or fewer."
    ),
    "best of a family": (
        "The model with the highest mean accuracy on the validation split. The best on the test "
        "split would look better than it is."
    ),
    "time": (
        "Each phase of a run has seconds of its own, and they add up to the whole. Fitting counts "
        "building and compiling, and leaves evaluation out. Runs that shared their cores with "
        "other work are contended: their accuracy counts, their time does not. With --workers, "
        "runs stand beside one another, each on cores of its own."
    ),
    "sizes": (
        "Parameters and multiply-accumulates of networks are counted from their layers before "
        "anything is trained; those of machines once they are fitted, as they have as many support "
        "vectors as the images ask for. A multiply-accumulate is one multiplication and one "
        "addition."
    ),
}
_TESTING = {
    "intervals": (
        "95 %, over other seeds and other test images at once: Student's t with the variance of "
        "the paired hierarchical bootstrap, of which infinitely many resamples have a closed form "
        "(two-way clustering; Owen 2007; Cameron, Gelbach and Miller 2011). Images of one group "
        "are drawn together."
    ),
    "tiers": (
        f"All pairs of models of a data set are tested, at {100 * LEVEL:g} % together after Holm "
        "(1979). Tiers are cut only where every model above is separated from every model below."
    ),
    "chance of being better": (
        "P(better) counts how often one model beats the other with the same seed; 0.75 with an "
        "interval above 0.5 is called a gain by Bouthillier et al. (2021)."
    ),
    "number of seeds": (
        "With five seeds no two-sided sign flip test can fall below 5 %: its smallest p is 2 to "
        "the power of 1 - n, 0.0625 for five and 0.031 for six."
    ),
}
_ONE_SEED = {
    "one seed": (
        "Ranks nothing. The interval is Wilson's, over test images; McNemar's exact test says "
        "something of these two trained models only, and nothing of the methods (Dietterich 1998)."
    ),
}
