"""A learning rate that is divided by ten when training gets no further."""

import keras

from models.schedules._types import Schedule


def plateau(first: float, steps: int, patience: int) -> Schedule:
    """Divide by ten after `patience` epochs without a better validation accuracy.

    Not the loss, which goes on falling long after the last image was put right.

    Paper: Krizhevsky, Sutskever, Hinton 2012, section 5, where this was done by hand, by the
        validation error rate.
    """
    del steps
    error = keras.callbacks.ReduceLROnPlateau("val_accuracy", 0.1, patience, mode="max")
    return first, [error]
