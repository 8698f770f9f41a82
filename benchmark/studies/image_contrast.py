"""Real images keep their contrast: they fill few of their dimensions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from benchmark.intrinsic_dimension import intrinsic_dimension
from benchmark.panel import Panel
from benchmark.plugins import DATASETS
from benchmark.studies._base import Study
from benchmark.studies._mean_point import mean_point
from benchmark.studies._noise_contrast import noise_contrast

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmark.point import Point

_CONTRAST = "relative contrast of images"
_NOISE = "uniform noise"
_NEIGHBOURS = (2, 20)  # TwoNN's, and some more: dimension depends on the scale at which one looks
_PARTS = (64, 16, 4, 1)
_QUERIES = 20


@dataclass(frozen=True)
class ImageContrast(Study):
    """Contrast and intrinsic dimension of images, beside noise of as many dimensions.

    A repeat draws training images, and pixels: a 64th, a 16th, a quarter and all of them. Beside
    them stand the same pixels, each shuffled among the images, so that every pixel keeps its
    values and nothing ties it to the others; and uniform noise. A contrast is the median of those
    of 20 queries.

    Args:
        dataset: Spec string of the images.
        n: Images of a repeat, beside the queries.
        repeats: Over which intervals are taken; they draw from the same training images.
    """

    title: ClassVar[str] = "Real images keep their contrast"
    claim: ClassVar[str] = (
        "Noise of d independent dimensions loses its contrast as d^(-1/2). Images have as many "
        "dimensions as numbers, but neighbouring pixels say nearly the same: points that fill "
        "fewer dimensions, their intrinsic dimension, keep the contrast of these."
    )
    limits: ClassVar[str] = (
        "So it does not hold of real images that nearest neighbours mean nothing for their number "
        "of pixels. Intrinsic dimension is an estimate at one scale: it rises with the number of "
        "images, differs with the neighbours looked at, and of noise in hundreds of dimensions it "
        "is far too small, as so few points cannot show them. Intervals are over other images of "
        "the same source and say nothing of that."
    )
    paper: ClassVar[str] = "Beyer et al. 1999; Levina, Bickel 2004; Facco et al. 2017"
    panels: ClassVar[tuple[Panel, ...]] = (
        Panel(_CONTRAST, "numbers (pixels, channels) used", "(farthest - nearest) / nearest"),
    )
    tiny: ClassVar[dict[str, object]] = {"dataset": "digits", "n": 100, "repeats": 3}

    dataset: str = "fashion_mnist"
    n: int = 1000
    repeats: int = 10

    def __post_init__(self) -> None:
        """Spell the data set in one way; refuse settings that cannot work."""
        object.__setattr__(self, "dataset", DATASETS.normalise(self.dataset))
        if self.n <= max(_NEIGHBOURS) or self.repeats < 2:  # noqa: PLR2004 - or no interval
            raise ValueError(f"expected n of 21, repeats of 2 or more: {self}")

    def points(self, seed: int) -> list[Point]:
        """Draw images and noise, and measure both.

        Raises:
            ValueError: If there are too few training images.
        """
        whole = DATASETS.make(self.dataset).load(seed).train.x
        if len(whole) < self.n + _QUERIES:
            raise ValueError(
                f"expected {self.n + _QUERIES} training images or more of {self.dataset}, received "
                f"{len(whole)}"
            )
        rng = np.random.default_rng(seed)
        contrasts: dict[tuple[str, int], list[float]] = {}
        dimensions: dict[tuple[int, str], list[float]] = {}
        for _ in range(self.repeats):
            for series, x in self._drawn(rng, whole).items():
                for part in _PARTS:
                    some = x[:, : max(1, x.shape[1] // part)]
                    contrasts.setdefault((series, some.shape[1]), []).append(_contrast(some))
                for k in _NEIGHBOURS:
                    found = intrinsic_dimension(x[_QUERIES:], k)
                    dimensions.setdefault((k, series), []).append(found)
        size = int(np.prod(whole.shape[1:]))
        return [
            *(self._contrast_point(values, *place) for place, values in contrasts.items()),
            *(_dimension_point(values, *place, size) for place, values in dimensions.items()),
        ]

    def _drawn(
        self, rng: np.random.Generator, whole: NDArray[np.uint8]
    ) -> dict[str, NDArray[np.float32]]:
        places = np.sort(rng.choice(len(whole), self.n + _QUERIES, replace=False))
        flat = whole.take(places, axis=0).reshape(len(places), -1).astype(np.float32) / 255
        images = flat[rng.permutation(len(flat))][:, rng.permutation(flat.shape[1])]
        return {
            "images": images,
            "pixels shuffled among images": rng.permuted(images, axis=0),
            _NOISE: rng.random(images.shape, np.float32),
        }

    def _contrast_point(self, values: list[float], series: str, size: int) -> Point:
        theory = noise_contrast(size, self.n) if series == _NOISE else None
        return mean_point(values, _CONTRAST, series, size, theory)


def _dimension_point(values: list[float], k: int, series: str, size: int) -> Point:
    quantity = f"intrinsic dimension, {k} neighbours"
    if series != _NOISE:
        return mean_point(values, quantity, series, None, None)
    point = mean_point(values, quantity, series, None, size)
    return replace(point, note="too small: few points in many dimensions")


def _contrast(x: NDArray[np.float32]) -> float:
    """Give the median relative contrast of the first points to all others but their equals."""
    found = []
    for query in x[:_QUERIES]:
        distances = np.linalg.norm(x[_QUERIES:] - query, axis=1)
        distances = distances[distances > 0]
        found.append(float(distances.max() / distances.min()) - 1 if distances.size else 0.0)
    return float(np.median(found))
