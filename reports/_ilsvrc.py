"""ILSVRC's classification results, year by year, as they were published."""

from typing import NamedTuple

YEARS = "ILSVRC result pages, image-net.org/challenges/LSVRC"
PAPER = "Krizhevsky, Sutskever, Hinton 2012, table 2"


class Entry(NamedTuple):
    """One result.

    Args:
        year: Of the challenge.
        name: Of the team or its network.
        error: Top-5 error on the test split unless `remark` says otherwise, in per cent.
        family: "shallow", "deep" or "human".
        place: "won" of the one that won its year.
        remark: What must be said with the number.
        source: Where it is from.
    """

    year: int
    name: str
    error: float
    family: str
    place: str
    remark: str
    source: str


ENTRIES = (
    Entry(2010, "NEC-UIUC", 28.191, "shallow", "won", "SIFT and LBP, SVM", YEARS),
    Entry(2011, "XRCE", 25.770, "shallow", "won", "Fisher vectors", YEARS),
    Entry(
        2012, "SuperVision (AlexNet)", 15.315, "deep", "won",
        "seven networks, two of them trained on more images than the challenge's", YEARS,
    ),
    Entry(2012, "SuperVision", 16.422, "deep", "", "five networks, no other images", YEARS),
    Entry(2012, "AlexNet", 18.2, "deep", "", "one network, validation split", PAPER),
    Entry(2012, "ISI", 26.172, "shallow", "", "the best without a network; Fisher vectors", YEARS),
    Entry(2013, "Clarifai", 11.197, "deep", "won", "with other images", YEARS),
    Entry(2013, "Clarifai", 11.743, "deep", "", "no other images", YEARS),
    Entry(2013, "ZF", 13.511, "deep", "", "the team of ZFNet, which did not win", YEARS),
    Entry(2014, "GoogLeNet", 6.656, "deep", "won", "", YEARS),
    Entry(2014, "VGG", 7.325, "deep", "", "second; one network alone 8.434", YEARS),
    Entry(2015, "MSRA (ResNet)", 3.567, "deep", "won", "one alone 4.49, validation split", YEARS),
    Entry(2015, "ReCeption", 3.581, "deep", "", "second", YEARS),
    Entry(2016, "Trimps-Soushen", 2.991, "deep", "won", "", YEARS),
    Entry(2016, "ResNeXt", 3.031, "deep", "", "second", YEARS),
    Entry(2017, "WMW (SENet)", 2.251, "deep", "won", "", YEARS),
)  # fmt: skip

HUMAN = Entry(
    2015, "a trained person", 5.1, "human", "", "one annotator, 1,500 test images",
    "Russakovsky et al., ImageNet large scale visual recognition challenge, 2015",
)  # fmt: skip
