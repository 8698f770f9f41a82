"""A learning rate that falls to nought along a cosine."""

import keras

from models.schedules._types import Schedule


def cosine(first: float, steps: int, patience: int) -> Schedule:
    """Fall from the first rate to nought over all steps, along half a period of a cosine.

    Paper: Loshchilov, Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017,
        without restarts.
    """
    del patience
    return keras.optimizers.schedules.CosineDecay(first, steps), []
