"""Look at images with a model, and at what it looked at."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmark.faithfulness.cascade import cascade
from benchmark.faithfulness.faithfulness import GAMES, faithfulness
from benchmark.told import Told, nobody
from benchmark.usage_error import UsageError
from reports.explanations.disagreement_sheet import disagreement_sheet
from reports.explanations.explanation import Explanation
from reports.explanations.feature_sheet import feature_sheet
from reports.explanations.kernel_sheet import kernel_sheet
from reports.explanations.one_class_sheet import one_class_sheet
from reports.explanations.top_classes_sheet import top_classes_sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from benchmark.faithfulness.deletion import Filling
    from benchmark.faithfulness.faithfulness import Faithfulness
    from benchmark.fitted_model import FittedModel
    from benchmark.gallery import Gallery
    from models import Images
    from reports.explanations.sheet import Sheet

_SEED = 982_451_653  # of weights drawn anew: with a run's own, layers would be as they began


@dataclass(frozen=True)
class Asked:
    """What to look at.

    Args:
        gallery: Images, to measure on and to choose from.
        chosen: Images to show layer by layer and class by class.
        classes: Classes to show over many images.
        n: Of how many images of the gallery maps are measured; 0 for none.
        filling: What takes the place of deleted pixels.
        beside: Kernels of others, by their name and step.
        others: Models of the same classes.
        told: Who wants to know how far it is.
    """

    gallery: Gallery
    chosen: Gallery
    classes: Sequence[int]
    n: int
    filling: Filling
    beside: Mapping[str, Mapping[str, NDArray[np.float32]]]
    others: Sequence[FittedModel] = ()
    told: Told = nobody


def explain(of: FittedModel, asked: Asked) -> Explanation:
    """Draw and measure all that a model has to show.

    Args:
        of: Which.
        asked: What to look at.

    Raises:
        UsageError: If it has neither kernels, nor feature maps, nor evidence.
    """
    seeing = bool(of.model.evidence_method)
    sheets = [*_of_layers(of, asked), *(_of_evidence(of, asked) if seeing else ())]
    if not sheets:
        raise UsageError(f"{of.name} has nothing to show: no kernels, feature maps or evidence")
    facts: dict[str, Any] = {
        "model": of.name,
        "had_by": of.again,
        "method": of.model.evidence_method,
        "beside": [each.name for each in asked.others],
    }
    if not (seeing and min(asked.n, len(asked.gallery))):
        return Explanation(facts, sheets, {})
    x = asked.gallery.x[: asked.n]
    asked.told("insertion and deletion", 0, 1)
    found = faithfulness(of.model, x, filling=asked.filling)
    asked.told("insertion and deletion", 1, 1)
    redrawn = [each.as_dict() for each in cascade(of.model, x, _taken(of, x), _SEED)]
    facts |= {"faithfulness": found.as_dict(), "randomisation": redrawn}
    return Explanation(facts, sheets, {"faithfulness": _table(found)})


def _of_layers(of: FittedModel, asked: Asked) -> list[Sheet]:
    others = {each.name: each.model.kernel_banks() for each in asked.others}
    found = [kernel_sheet(of.name, of.model.kernel_banks(), {**others, **asked.beside})]
    maps: dict[str, NDArray[np.float32]] = {}
    with suppress(NotImplementedError):  # it has no layers that keep places
        maps = of.model.feature_maps(asked.chosen.x)
    for place, image in enumerate(asked.chosen.x):
        own = {name: each[place] for name, each in maps.items()}
        found.append(feature_sheet(of.name, image, own, place + 1))
    return [sheet for sheet in found if sheet is not None]


def _of_evidence(of: FittedModel, asked: Asked) -> list[Sheet]:
    found = [one_class_sheet(of, asked.gallery, asked.classes)]
    if len(asked.chosen):
        found.insert(0, top_classes_sheet(of, asked.chosen))
    seeing = [each for each in asked.others if each.model.evidence_method]
    if seeing and (asked.gallery.y >= 0).any():
        found.append(disagreement_sheet([of, *seeing], asked.gallery))
    return [sheet for sheet in found if sheet is not None]


def _taken(of: FittedModel, x: Images) -> NDArray[np.int64]:
    taken: NDArray[np.int64] = of.model.scores(x).argmax(axis=1).astype(np.int64)
    return taken


def _table(found: Faithfulness) -> pd.DataFrame:
    """Give the areas image by image."""
    import pandas as pd

    columns = {f"{game}_{name}": area for game in GAMES for name, area in found.areas(game).items()}
    return pd.DataFrame(columns).rename_axis("image").reset_index()
