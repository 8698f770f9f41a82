"""Stochastic gradient descent with momentum, as AlexNet was trained."""

import keras

from models.schedules._types import Rate

_MOMENTUM = 0.9


def sgd(network: keras.Model, rate: Rate, decay: float) -> keras.optimizers.Optimizer:
    """Make the optimizer of a network: v = 0.9 v - rate * (gradient + decay * w); w = w + v.

    The decay is inside the momentum, and so it is made a penalty of decay / 2 * w^2 on every
    weight that is trained, biases too; the losses of training and validation contain it.

    Args:
        network: What it will train; built.
        rate: Learning rate, or how it changes step by step.
        decay: Of all weights.

    Paper: Krizhevsky, Sutskever, Hinton 2012, section 5.
    """
    if decay:
        for weight in network.trainable_weights:
            weight.regularizer = keras.regularizers.L2(decay / 2)
    return keras.optimizers.SGD(rate, momentum=_MOMENTUM)
