"""Models that disagree on an image, side by side in one frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reports._contact_sheet import ACROSS, Strip
from reports._one_line import one_line
from reports.explanations._tiles import overlaid, shown
from reports.explanations.method_words import method_words
from reports.explanations.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from benchmark.fitted_model import FittedModel
    from benchmark.gallery import Gallery
    from models import Labels

_LETTERS = 11
_NAME = 16


def disagreement_sheet(models: Sequence[FittedModel], images: Gallery) -> Sheet | None:
    """Lay over images what spoke for the class that each model took them for.

    Images come first that the first model and another take for different classes, and one of the
    models gets right.

    Args:
        models: With evidence, of the same classes, two at least.
        images: Labelled.

    Returns:
        None if the models agree on all images.
    """
    taken = np.stack([each.model.scores(images.x).argmax(axis=1) for each in models])
    places = _places(taken, images.y)
    if not len(places):
        return None
    x, y, said = images.x[places], images.y[places], taken[:, places]
    strips = [Strip("image, class", [shown(image) for image in x], _names(models[0], y))]
    for each, classes in zip(models, said, strict=True):
        maps = each.model.evidence(x, classes.astype(np.int64))
        tiles = [
            overlaid(*pair, largest=float(np.abs(pair[1]).max()))
            for pair in zip(x, maps, strict=True)
        ]
        label = f"{one_line(each.name, _NAME)}\n{method_words(each.model.evidence_method)}"
        strips.append(Strip(label, tiles, _names(each, classes)))
    words = (
        "Images that models take for different classes: what spoke for (vermilion) and against "
        "(blue) the class that each took it for, which stands below; each map on its own scale."
    )
    return Sheet("disagreements", "Where the models disagree", words, tuple(strips))


def _places(taken: NDArray[np.int64], y: Labels) -> NDArray[np.int64]:
    """Choose images, as many as stand in a row."""
    apart = (taken != taken[0]).any(axis=0)
    right = (taken == y).any(axis=0)
    order = np.argsort(~right[apart], kind="stable")
    return np.flatnonzero(apart)[order][:ACROSS]


def _names(of: FittedModel, labels: Labels) -> list[str]:
    return [one_line(of.classes[each], _LETTERS) if each >= 0 else "" for each in labels]
