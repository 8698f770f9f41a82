"""Adam, with decoupled weight decay where one is asked for."""

import keras

from models.schedules._types import Rate


def adam(network: keras.Model, rate: Rate, decay: float) -> keras.optimizers.Optimizer:
    """Make the optimizer of a network.

    Args:
        network: What it will train.
        rate: Learning rate, or how it changes step by step.
        decay: Share of each weight, times the learning rate, that is taken off at each step.

    Papers: Kingma, Ba 2015; Loshchilov, Hutter 2019 (with `decay`).
    """
    del network
    if decay:
        return keras.optimizers.AdamW(rate, weight_decay=decay)
    return keras.optimizers.Adam(rate)
