"""Bitmaps of the digits, as codes of classes."""

import numpy as np
from numpy.typing import NDArray

_SEED = 1998


def digit_codes(n_classes: int) -> NDArray[np.float32]:
    """Give each class a code of 84 numbers, +1 for ink and -1 for background.

    The first ten are bitmaps, 7 wide and 12 high, of the digits 0 to 9, row by row. We drew them
    ourselves, after the paper's idea; its figure, the printed characters of ASCII, is not copied.
    Classes after the tenth have codes drawn at random once and for all: a class keeps its code
    whatever the number of classes.

    Returns:
        float32 (n_classes, 84), no two rows alike.

    Paper: LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document
        recognition", 1998, section II.B.
    """
    halves = [[row.split() for row in half.split("\n")[1:-1]] for half in _DIGITS]
    digits = ["".join(rows) for half in halves for rows in zip(*half, strict=True)]
    ink = np.array([list(digit) for digit in digits]) == "#"
    more = np.random.default_rng(_SEED).integers(2, size=(max(0, n_classes - len(ink)), 84))
    return np.where(np.concatenate([ink, more == 1])[:n_classes], 1, -1).astype(np.float32)


_DIGITS = (
    """
..###.. ...##.. ..####. .#####. .....##
.##.##. ..###.. .##..## ##...## ....###
##...## .####.. ##...## .....## ...####
##...## ...##.. .....## .....## ..##.##
##...## ...##.. .....## ....##. ..##.##
##...## ...##.. ....##. ..####. .##..##
##...## ...##.. ....##. ....##. .##..##
##...## ...##.. ...##.. .....## #######
##...## ...##.. ..##... .....## #######
##...## ...##.. .##.... ##...## .....##
.##.##. ...##.. ##..... ##..##. .....##
..###.. .###### ####### .####.. .....##
""",
    """
####### ...###. ####### ..###.. ..####.
####### ..##... ####### .##.##. .##..##
##..... .##.... .....## ##...## ##...##
##..... ##..... ....##. ##...## ##...##
######. ##..... ....##. .##.##. ##...##
##..### #####.. ...##.. ..###.. .###.##
.....## ##..##. ...##.. .##.##. ..#####
.....## ##...## ..##... ##...## .....##
.....## ##...## ..##... ##...## ....##.
##...## ##...## .##.... ##...## ....##.
.##.##. .##..## .##.... .##.##. ..##...
..###.. ..####. ##..... ..###.. .##....
""",
)
