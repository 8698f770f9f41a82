"""Stochastic gradient descent with momentum, as AlexNet was trained."""

from typing import Any

import keras

from models.schedules._types import Rate

_MOMENTUM = 0.9


def sgd(network: keras.Model, rate: Rate, decay: float) -> keras.optimizers.Optimizer:
    """Make the optimizer of a network: v = 0.9 v - rate * (gradient + decay * w); w = w + v.

    The decay is inside the momentum, of every weight that is trained, biases too. What is learned
    is what a penalty of decay / 2 * w^2 would teach; here no loss contains it.

    Args:
        network: What it will train; built.
        rate: Learning rate, or how it changes step by step.
        decay: Of all weights.

    Paper: Krizhevsky, Sutskever, Hinton 2012, section 5.
    """
    del network
    if decay:
        return _Decayed(decay, rate)
    return keras.optimizers.SGD(rate, momentum=_MOMENTUM)


class _Decayed(keras.optimizers.SGD):
    def __init__(self, decay: float, rate: Rate) -> None:
        super().__init__(rate, momentum=_MOMENTUM, name="sgd")
        self._decay = decay

    def update_step(self, gradient: Any, variable: Any, learning_rate: Any) -> None:
        super().update_step(gradient + self._decay * variable, variable, learning_rate)
