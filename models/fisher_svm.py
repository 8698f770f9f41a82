"""Fisher vectors and a support vector machine: the strongest vision before it was learned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from models._fisher_pipeline import FisherPipeline
from models._range import Range, Space


@dataclass
class FisherSVM(FisherPipeline):
    """Dense RootSIFT at one scale or several, the improved Fisher vector and a linear SVM.

    It is the recipe that won before networks did, at the size of small images: positions beside
    the descriptors in place of a pyramid, and fewer words and axes than the 256 and 80 that
    photographs are given. A vector has words * 2 * (dimensions + 2) numbers; 60,000 of the
    default's take 2 GiB.

    Papers: Perronnin, Sanchez, Mensink, "Improving the Fisher kernel for large-scale image
        classification", 2010; Chatfield et al., "The devil is in the details", 2011.
    """

    paper: ClassVar[str] = "Perronnin, Sanchez, Mensink 2010"
    tiny: ClassVar[dict[str, object]] = {"words": 4, "dimensions": 8, "step": 4}
    space: ClassVar[Space] = {
        "step": (2, 3),
        "bin_widths": ((2.0,), (3.0,), (4.0,), (2.0, 3.0, 4.0)),
        "words": Range(16, 128, log=True),
        "dimensions": Range(16, 80, log=True),
        "penalties": Range(0.03, 30.0, log=True),
    }
