"""The settings of Fisher vectors under a linear machine, as a pipeline and as a network."""

from __future__ import annotations

from dataclasses import dataclass

from models._at_least import at_least


@dataclass
class FisherSettings:
    """What `fisher_svm` and `fisher_net` have in common.

    Args:
        step: Pixels between grid points.
        bin_widths: Pixels a spatial cell of the descriptor is wide, scale by scale.
        blur: Standard deviation of the Gaussian that slopes are taken at, as a share of a
            cell's width, less the 0.5 pixels that images are taken to have of it already: a
            sixth, as VLFeat's PHOW has it, leaves none for cells up to 3 pixels wide.
        words: Gaussians of the mixture.
        dimensions: Principal axes that descriptors are projected to.
        penalties: The SVM's C, of which the validation split chooses.
    """

    step: int = 2
    bin_widths: tuple[float, ...] = (2.0, 3.0, 4.0)
    blur: float = 1 / 6
    words: int = 64
    dimensions: int = 64
    penalties: tuple[float, ...] = (0.1, 1.0, 10.0)

    def check(self) -> None:
        """Refuse settings that cannot work."""
        at_least(self, step=1, bin_widths=1, blur=0, words=1, dimensions=1, penalties=0)
