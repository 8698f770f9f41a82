"""Test images that a run got wrong, with what they are and what they were taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from benchmark.results import Results


class Mistake(NamedTuple):
    """An image that was taken for another class.

    Args:
        place: Index into the test split.
        true: Label.
        taken: Label.
        image: A thumbnail, uint8 (height, width, channels).
    """

    place: int
    true: int
    taken: int
    image: NDArray[np.uint8]


def mistakes_in(results: Results, run: str) -> list[Mistake]:
    """List the mistakes of which a run kept the image, in its order; none where they are gone.

    Args:
        results: A results folder.
        run: The run's id.
    """
    kept, mistakes = results.predictions(run), results.mistakes(run)
    if kept is None or mistakes is None:
        return []
    y, predicted = kept["y"], kept["predicted"]
    return [
        Mistake(int(place), int(y[place]), int(predicted[place]), image)
        for place, image in zip(*mistakes, strict=True)
        if 0 <= place < len(y)
    ]
