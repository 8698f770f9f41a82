"""How fast a model loses an image as pixels go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

import numpy as np

from benchmark.faithfulness.replacement_curve import Judge, replacement_curve

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models import Images

Filling: TypeAlias = Literal["zero", "mean"]
FILLINGS: tuple[Filling, ...] = get_args(Filling)


def deletion(
    judge: Judge, x: Images, order: NDArray[np.int64], filling: Filling = "zero"
) -> NDArray[np.float64]:
    """Take pixels out of each image, the most salient first.

    The deletion game of Petsiuk, Das and Saenko 2018 (RISE).

    Args:
        judge: Who looks.
        x: Images, uint8 (n, height, width, channels).
        order: As `pixel_order` gives.
        filling: What takes their place: black, as in the paper, or each channel's mean over the
            image. Where the ground is black already, "zero" takes away nothing but the object.

    Returns:
        Probabilities, (n, steps + 1); the smaller the area, the better the order.
    """
    if filling == "zero":
        return replacement_curve(judge, x, np.zeros_like(x), order)
    means = np.rint(x.mean(axis=(1, 2), keepdims=True)).astype(np.uint8)
    return replacement_curve(judge, x, np.broadcast_to(means, x.shape), order)
