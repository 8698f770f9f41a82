"""A learning rate that is divided by ten when training gets no further."""

import keras

from models.schedules._types import Schedule


def plateau(first: float, steps: int, patience: int) -> Schedule:
    """Divide by ten after `patience` epochs without a better validation loss.

    Paper: Krizhevsky, Sutskever, Hinton 2012, section 5, where this was done by hand.
    """
    del steps
    return first, [keras.callbacks.ReduceLROnPlateau(factor=0.1, patience=patience)]
