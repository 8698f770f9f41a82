"""What speaks for one class, over many images of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reports._contact_sheet import ACROSS, Strip, strips_of
from reports._one_line import one_line
from reports.explanations._tiles import overlaid
from reports.explanations.method_words import method_words
from reports.explanations.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmark.fitted_model import FittedModel
    from benchmark.gallery import Gallery
    from models import Images

_ROWS = 3  # of a class that stands alone
_MOST_CLASSES = 10
_LETTERS = 14


def one_class_sheet(of: FittedModel, images: Gallery, classes: Sequence[int]) -> Sheet | None:
    """Lay the maps of a class over images of it: those labelled so, or if unlabelled taken for it.

    Args:
        of: A model with evidence.
        images: Of any classes.
        classes: Which to show, each in a row; a single one gets three.

    Returns:
        None if there is no image of any.
    """
    taken = of.model.scores(images.x).argmax(axis=1)
    y = np.where(images.y < 0, taken, images.y)
    most = ACROSS * (_ROWS if len(classes) == 1 else 1)
    strips = [
        strip
        for label in classes[:_MOST_CLASSES]
        for strip in _rows(of, images.x[y == label][:most], label)
    ]
    if not strips:
        return None
    words = (
        f"What speaks for a class (vermilion) and against it (blue) in images of it, by {of.name} "
        f"({method_words(of.model.evidence_method)}); all maps of a class on one scale."
    )
    title = f"{one_line(of.name, 40)}: one class, many images"
    return Sheet("one_class", title, words, tuple(strips))


def _rows(of: FittedModel, x: Images, label: int) -> list[Strip]:
    if not len(x):
        return []
    maps = of.model.evidence(x, np.full(len(x), label, np.int64))
    largest = float(np.abs(maps).max())
    tiles = [overlaid(image, each, largest) for image, each in zip(x, maps, strict=True)]
    return strips_of(one_line(of.classes[label], _LETTERS), tiles)
