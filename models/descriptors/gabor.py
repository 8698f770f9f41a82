"""The energy of Gabor kernels, and edges, averaged over cells."""

from collections.abc import Callable, Iterator
from itertools import chain, permutations

import numpy as np
from numpy.typing import NDArray

from models._blocks import in_blocks
from models._cost import LayerCost
from models._split import Images
from models.descriptors._averages import averages
from models.descriptors._fixed import Fixed
from models.descriptors._gabor_bank import slopes_of, waves_of
from models.descriptors._separable import Matrix, gaussian, matrices, radius

_BLOCK = 2**17  # pixels that a thread works on at a time: what is held of them stays in its cache
_GREY = np.array([0.299, 0.587, 0.114], np.float32)  # ITU-R BT.601
_WHITE = np.float32(255)
_OCTAVE = 0.56  # standard deviation, in wavelengths, of a kernel that is tuned to one octave


class Gabor(Fixed):
    """Filter by a fixed bank: uint8 (n, height, width, channels) to float32 (n, numbers).

    A Gabor kernel is a wave under a Gaussian. Of each, the even and the odd phase make an energy,
    the root of the sum of their squares, that does not depend on where in the wave an edge lies;
    the even one's mean is taken out, so that even brightness gives nought. The edge kernels are
    first derivatives of a Gaussian; what they give is rectified, either sign for itself. Kernels
    are separable, so that each is a few products of matrices, and end after three standard
    deviations. Images are mirrored at their edges, border pixels included.

    Numbers are square roots of averages over a cell, 0 or more: cell by cell, row after row, the
    energies of all wavelengths (orientations within them), then rising and falling edges. Where
    an image has fewer pixels than a grid has cells, cells share them. Colour is turned to grey as
    ITU-R BT.601 does (0.299 R + 0.587 G + 0.114 B), 0 to 1.

    Args:
        orientations: Directions of waves and edges, spread over half a turn.
        wavelengths: Of the waves, in pixels; 2 is the finest that pixels can hold.
        edge: Standard deviation of the edge kernels' Gaussian, in pixels.
        grid: Cells a side.

    Papers: Daugman, "Uncertainty relation for resolution in space, spatial frequency, and
        orientation optimized by two-dimensional visual cortical filters", 1985; Jain,
        Farrokhnia, "Unsupervised texture segmentation using Gabor filters", 1991. Our Gaussians
        are round, which makes kernels separable, and as wide as is tuned to one octave.
    """

    def __init__(
        self,
        orientations: int = 8,
        wavelengths: tuple[float, ...] = (3.0, 6.0),
        edge: float = 1.0,
        grid: int = 7,
    ) -> None:
        self.orientations = orientations
        self.wavelengths = wavelengths
        self.edge = edge
        self.grid = grid

    def transform(self, x: Images) -> NDArray[np.float32]:
        """Describe images, block by block on all cores."""
        height, width = x.shape[1:3]
        return in_blocks(self._describer(x.shape[1:]), x, max(1, _BLOCK // (height * width)))

    def kernels(self) -> dict[str, NDArray[np.float32]]:
        """Give the bank as it is applied: (kernels, height, width, 1) for pixels 0 to 1.

        Of each wavelength, orientation by orientation, the even and the odd wave; then the slopes.
        """
        angles = self._angles()
        waves = {
            f"gabor_{each:g}": waves_of(each, _OCTAVE * each, angles) for each in self.wavelengths
        }
        return {**waves, "edges": slopes_of(self.edge, angles)}

    def cost(self, shape: tuple[int, ...]) -> LayerCost:
        """Count the kernels, as convolutions along the sides of a (height, width, ...).

        For each wavelength a blur, for each of its orientations a wave down and one along, both
        of two parts (two products down the rows, four along the columns); two derivatives for
        the edges, and two weights for each direction of one.
        """
        taps = [2 * radius(_OCTAVE * each) + 1 for each in self.wavelengths]
        edge = 2 * radius(self.edge) + 1
        fixed = sum(each * (1 + 4 * self.orientations) for each in taps) + 2 * edge
        each_pixel = sum(each * (2 + 6 * self.orientations) for each in taps) + 4 * edge
        macs = shape[0] * shape[1] * (each_pixel + 2 * self.orientations)
        maps = self.orientations * (len(self.wavelengths) + 2)
        return LayerCost(
            "gabor",
            (self.grid, self.grid, maps),
            fixed=fixed + 2 * self.orientations,
            connections=macs,
            macs=macs,
            activations=shape[0] * shape[1] * maps,
        )

    def _describer(self, shape: tuple[int, ...]) -> Callable[[Images], NDArray[np.float32]]:
        down, along = (averages(length, self.grid) for length in shape[:2])
        waves = [self._waves(wavelength, shape) for wavelength in self.wavelengths]
        edges = self._edges(shape)

        def describe(x: Images) -> NDArray[np.float32]:
            grey = x[..., 0] / _WHITE if x.shape[3] == 1 else x @ _GREY / _WHITE
            maps = chain(*(_energies(grey, *each) for each in waves), _rectified(grey, *edges))
            cells = np.stack([_filtered(each, down, along) for each in maps], axis=-1)
            numbers: NDArray[np.float32] = cells.reshape(len(x), -1)
            return np.sqrt(numbers)

        return describe

    def _angles(self) -> NDArray[np.float64]:
        return np.pi * np.arange(self.orientations) / self.orientations

    def _waves(
        self, wavelength: float, shape: tuple[int, ...]
    ) -> tuple[tuple[Matrix, Matrix], list[tuple[Matrix, Matrix, np.float32]]]:
        """Give a blur, and for each orientation a wave and how much of the blur is its mean."""
        taps, bell = gaussian(_OCTAVE * wavelength)
        waves = []
        for angle in self._angles():
            turns = np.array([np.sin(angle), np.cos(angle)]) / wavelength
            sides = [bell * np.exp(2j * np.pi * turn * taps) for turn in turns]
            mean = np.prod([side.sum() for side in sides]).real
            waves.append((*matrices(sides, shape, np.complex64), np.float32(mean)))
        down, along = matrices([bell, bell], shape, np.float32)
        return (down, along), waves

    def _edges(
        self, shape: tuple[int, ...]
    ) -> tuple[list[tuple[Matrix, Matrix]], NDArray[np.float32]]:
        """Give kernels of slopes down and along, and the shares that directions have of them."""
        taps, bell = gaussian(self.edge)
        slope = taps * bell / (taps**2 @ bell)  # brightness a pixel
        slopes = [matrices(each, shape, np.float32) for each in permutations((slope, bell))]
        angles = self._angles()
        return slopes, np.stack([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)


def _filtered(x: Matrix, down: Matrix, along: Matrix) -> Matrix:
    """Filter (n, height, width) down and along: each image alone, so that none changes another."""
    filtered: Matrix = down @ x @ along.T  # one product for all would round by how many they are
    return filtered


def _energies(
    x: Matrix, blur: tuple[Matrix, Matrix], waves: list[tuple[Matrix, Matrix, np.float32]]
) -> Iterator[Matrix]:
    """Give the energy of each wave, even brightness taken out."""
    even = _filtered(x, *blur)
    for down, along, mean in waves:
        yield np.abs(_filtered(x, down, along) - mean * even)


def _rectified(
    x: Matrix, slopes: list[tuple[Matrix, Matrix]], shares: NDArray[np.float32]
) -> Iterator[Matrix]:
    """Give slopes in each direction, then those against it."""
    fall, rise = (_filtered(x, *each) for each in slopes)
    for sign in (1, -1):
        for down, along in sign * shares:
            yield np.maximum(down * fall + along * rise, 0)
