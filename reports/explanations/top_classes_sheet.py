"""What speaks for each of the likeliest classes of an image."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmark.are_probabilities import are_probabilities
from benchmark.gallery import UNKNOWN
from reports._contact_sheet import Strip
from reports._one_line import one_line
from reports.explanations._tiles import overlaid, shown
from reports.explanations.method_words import method_words
from reports.explanations.sheet import Sheet

if TYPE_CHECKING:
    from benchmark.fitted_model import FittedModel
    from benchmark.gallery import Gallery

MOST = 5
_LETTERS = 11


def top_classes_sheet(of: FittedModel, images: Gallery) -> Sheet:
    """Lay maps of the five likeliest classes over each image, all of an image on one scale.

    Args:
        of: A model with evidence.
        images: One at least.
    """
    scores = of.model.scores(images.x)
    top = np.argsort(-scores, axis=1, kind="stable")[:, :MOST].astype(np.int64)
    maps = [of.model.evidence(images.x, classes) for classes in top.T]
    share = are_probabilities(scores)
    strips = []
    for row, (image, classes) in enumerate(zip(images.x, top, strict=True)):
        largest = max(float(np.abs(each[row]).max()) for each in maps)
        tiles = [shown(image), *(overlaid(image, each[row], largest) for each in maps)]
        captions = [_told(of, images, row)]
        for label in classes:
            value = scores[row, label]
            said = f"{100 * value:.1f} %" if share else f"{value:.2f}"
            captions.append(f"{one_line(of.classes[label], _LETTERS)}\n{said}")
        strips.append(Strip(f"image {row + 1}", tiles, captions))
    words = (
        f"What speaks for (vermilion) and against (blue) each of the likeliest classes, by "
        f"{of.name} ({method_words(of.model.evidence_method)}), likeliest first, with its "
        f"{'probability' if share else 'margin'}; all maps of an image on one scale."
    )
    title = f"{one_line(of.name, 50)}: likeliest classes"
    return Sheet("top_classes", title, words, tuple(strips))


def _told(of: FittedModel, images: Gallery, row: int) -> str:
    if images.names:
        return one_line(images.names[row], _LETTERS)
    label = images.y[row]
    return "" if label == UNKNOWN else one_line(of.classes[label], _LETTERS)
