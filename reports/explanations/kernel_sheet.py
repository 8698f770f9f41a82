"""What models look with."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from reports._contact_sheet import ACROSS, Strip, strips_of
from reports._kernel_image import CHANNELS, kernel_image
from reports._one_line import one_line
from reports.explanations.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    Banks = Mapping[str, NDArray[np.float32]]

_MOST_ROWS = 3  # of the first bank of the model
_MOST_BANKS = 5
_LETTERS = 13


def kernel_sheet(name: str, own: Banks, beside: Mapping[str, Banks]) -> Sheet | None:
    """Show a model's kernels, and those of others beside them.

    Args:
        name: Of the model.
        own: Kernels by layer or step, (n, height, width, channels).
        beside: The same of others, by their name.

    Returns:
        None if the model has none that are larger than a pixel.
    """
    banks = list(islice(_larger(own), _MOST_BANKS))
    if not banks:
        return None
    (first, bank), *deeper = banks
    strips = _rows(first, bank, _MOST_ROWS)
    strips += [row for label, each in deeper for row in _rows(label, each, 1)]
    for other, others in beside.items():
        for label, each in islice(_larger(others), 2):
            strips += _rows(label, each, 1, of=other)
    words = (
        f"Kernels of {name}, layer by layer, and of others below them; nought is mid-grey. Of "
        "those on many channels, the channel with the largest weights; of many, the largest."
    )
    return Sheet("kernels", f"{one_line(name, 60)}: kernels", words, tuple(strips))


def _larger(banks: Banks) -> Iterator[tuple[str, NDArray[np.float32]]]:
    return ((name, bank) for name, bank in banks.items() if bank.size and bank.shape[1:3] > (1, 1))


def _rows(label: str, bank: NDArray[np.float32], most: int, of: str = "") -> list[Strip]:
    count, height, width, channels = bank.shape
    sized = np.argsort(-np.linalg.norm(bank.reshape(count, -1), axis=1), kind="stable")
    places = np.sort(sized[: most * ACROSS])
    tiles = [kernel_image(_visible(bank[place])) for place in places]
    lines = [one_line(each, _LETTERS) for each in (of, label) if each]
    lines.append(f"{count} of {height}×{width}×{channels}")
    return strips_of("\n".join(lines), tiles)


def _visible(values: NDArray[np.float32]) -> NDArray[np.float32]:
    if values.shape[2] in CHANNELS:
        return values
    strongest = np.linalg.norm(values.reshape(-1, values.shape[2]), axis=0).argmax()
    return values[..., strongest : strongest + 1]
