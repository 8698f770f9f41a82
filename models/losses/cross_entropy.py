"""Cross-entropy with the softmax of the logits."""

import keras


def cross_entropy() -> keras.losses.Loss:
    """Make the loss: labels (n,), integers; logits (n, classes)."""
    return keras.losses.SparseCategoricalCrossentropy(from_logits=True)
