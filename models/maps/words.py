"""Maps of evidence of visual words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from models._blocks import in_blocks
from models.classifiers.linear_svm import LinearSVM
from models.encodings._encoding import Encoding
from models.maps._check_classes import check_classes

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sklearn.pipeline import Pipeline

    from models._split import Images


def words(
    pipeline: Pipeline, x: Images, classes: NDArray[np.int64], n_classes: int
) -> NDArray[np.float32]:
    """Say what each place adds to a class's margin by the descriptors that see it.

    A margin is a sum over the numbers of an image's vector, each mapped by itself (its root, or
    its kernel map) and weighted, and a bias. What a number adds is shared out among the image's
    descriptors by what they put into it, and a descriptor's share among the pixels that it sees,
    by how much they count. So a map's mean and the bias are the margin, with nothing left out
    and no approximation. For histograms under "hellinger" these are Shapley values of the
    descriptors, as those that have a word in common are alike to the machine, for a histogram's
    sum taken as it is. For Fisher vectors, roots and lengths are taken as the whole image has
    them.

    What standardising takes off a number is shared out evenly among the descriptors of its part
    of the image.

    Args:
        pipeline: Fitted: an encoding, what maps each number by itself, a linear machine.
        x: uint8 (n, height, width, channels).
        classes: One an image, (n,).
        n_classes: How many there are, with those absent from training: their maps are nought.

    Returns:
        float32 (n, height, width), of the machine's calibrated margins, of either sign.

    Papers: Bach et al., "On pixel-wise explanations for non-linear classifier decisions by
        layer-wise relevance propagation", 2015, section on bags of words; Bach et al., "Analyzing
        classifiers: Fisher vectors and deep neural networks", 2016. We take the mapped numbers
        where the papers take Taylor's expansion of kernels.
    """
    check_classes(x, classes, n_classes)
    encoding: Any = pipeline[0]
    shape = x.shape[1:]
    positions = encoding.descriptor.positions(shape)
    describe, encode = encoding.descriptor.describer(shape), encoding.encoder(positions)
    share, cells = encoding.sharer(positions), encoding.cells(positions)
    windows = encoding.descriptor.windows(shape)
    vote = _Votes(pipeline)

    def compute(places: NDArray[np.int64]) -> NDArray[np.float32]:
        descriptors = describe(x[places])
        weights, constants = vote(encode(descriptors), classes[places])
        shares = share(descriptors, weights)
        parts = constants.reshape(len(constants), len(cells), -1).sum(axis=2)
        shares = shares + parts / np.maximum(1, cells.sum(axis=1)) @ cells
        return _spread(shares, windows)

    # Places stand for images, whose classes are wanted too.
    return in_blocks(compute, np.arange(len(x)), max(1, encoding.block(len(positions))))


def has_words(pipeline: Pipeline) -> bool:
    """Say whether a pipeline is one that `words` takes."""
    encoding, machine = pipeline[0], pipeline[-1]
    described = hasattr(getattr(encoding, "descriptor", None), "windows")
    return isinstance(encoding, Encoding) and described and isinstance(machine, LinearSVM)


class _Votes:
    """What a linear machine makes of an encoding's vectors."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._maps, self._machine = [step for _, step in pipeline.steps[1:-1]], pipeline[-1]

    def __call__(
        self, vectors: NDArray[np.float32], classes: NDArray[np.int64]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Give, for each number of each vector, its vote divided by it, and what is constant."""
        weights = self._weights(classes)
        constants = self._votes(np.zeros_like(vectors), weights)
        votes = self._votes(vectors, weights) - constants
        rates = np.divide(votes, vectors, out=np.zeros_like(vectors), where=vectors != 0)
        return rates, constants

    def _weights(self, classes: NDArray[np.int64]) -> NDArray[np.float32]:
        known = self._machine.classes_
        rows = np.searchsorted(known, classes).clip(max=len(known) - 1)
        own = (known[rows] == classes)[:, None]
        weights: NDArray[np.float32] = self._machine.coef_[rows] * own * self._machine.scale_
        return weights.astype(np.float32)

    def _votes(
        self, vectors: NDArray[np.float32], weights: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Sum what a number's mapped numbers, which lie one vector's length apart, add."""
        mapped: Any = vectors.copy()  # as a map may work in place
        for each in self._maps:
            mapped = each.transform(mapped)
        votes = (mapped * weights).reshape(len(vectors), -1, vectors.shape[1])
        summed: NDArray[np.float32] = votes.sum(axis=1)
        return summed


def _spread(shares: NDArray[np.float32], windows: Any) -> NDArray[np.float32]:
    """Spread descriptors' shares over what they see, so that maps have their sum as mean."""
    scales = np.split(shares, len(windows), axis=1)
    maps = [
        rows @ scale.reshape(len(scale), rows.shape[1], columns.shape[1]) @ columns.T
        for scale, (rows, columns) in zip(scales, windows, strict=True)
    ]
    pixels = maps[0].shape[1] * maps[0].shape[2]
    spread: NDArray[np.float32] = (pixels * np.sum(maps, axis=0)).astype(np.float32)
    return spread
