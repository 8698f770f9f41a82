"""A fitted model whose view of images is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models import Classifier


@dataclass(frozen=True)
class FittedModel:
    """A fitted model under the name that it has in pictures.

    Args:
        name: Of the model.
        model: Fitted.
        classes: The name of each class, in the order of the scores.
        again: How it was had: "kept weights", or what came of fitting it again.
    """

    name: str
    model: Classifier
    classes: tuple[str, ...]
    again: str = "kept weights"
