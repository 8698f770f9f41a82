"""Check a network apart from its training: does it begin without bias, and can it learn at all?"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import keras

    from models._keras import KerasClassifier
    from models._split import Images, Labels, Split

# On shuffled labels, the hardest to learn by heart, 32 images in 200 steps were too many for sound
# networks that are narrow and drop units out.
_BATCH = 16
_STEPS = 400
_BETWEEN_TESTS = 10  # steps; judging costs about as much as one


def sanity(
    classifier: KerasClassifier, train: Split, *, n_classes: int, seed: int
) -> dict[str, float]:
    """Build the classifier's network anew and try it on one batch of distinct training images.

    The batch is drawn at random, class by class in turn. What the classifier has fitted stays as
    it is; the random generators of Keras, NumPy and Python are seeded anew, as by a fit.

    Args:
        classifier: Whose network and optimizer to try; it need not be fitted.
        train: Where the batch is drawn from: 16 images, or as many distinct ones as there are.
        n_classes: How many classes there are.
        seed: Decides the batch and the initial weights.

    Returns:
        `initial_loss`: cross-entropy in nats of the untrained network on the batch. A network
        that favours no class begins at ln(n_classes).
        `one_batch_accuracy`: share of the batch that is right after at most 400 steps on it, by
        the classifier's own optimizer and with dropout off. A network that can learn reaches 1
        on any labels, and the steps end there.

    Source: Karpathy, "A recipe for training neural networks", 2019 ("verify loss at init",
        "overfit one batch").
    """
    import keras

    batch = _batch(train, seed)
    x, y = classifier.prepare(train.x[batch]), train.y[batch]
    keras.utils.set_random_seed(seed)
    network = classifier.build(x, n_classes)
    # XLA takes longer to compile these few steps than to run them; JAX knows nothing else.
    jit_compile = keras.backend.backend() == "jax"
    classifier.compile(network, _STEPS, jit_compile=jit_compile)
    cross_entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    initial_loss = float(cross_entropy(y, network.predict_on_batch(x)))
    return {
        "initial_loss": initial_loss,
        "one_batch_accuracy": _learn_by_heart(network, x, y),
    }


def _learn_by_heart(network: keras.Model, x: Images, y: Labels) -> float:
    accuracy = 0.0
    for step in range(1, _STEPS + 1):
        network.train_on_batch(x, y)
        if step % _BETWEEN_TESTS == 0:
            accuracy = float((network.predict_on_batch(x).argmax(axis=1) == y).mean())
            if accuracy == 1:
                break
    return accuracy


def _batch(train: Split, seed: int) -> NDArray[np.int64]:
    """Draw the places of distinct images, one of each class in turn."""
    order = np.random.default_rng(seed).permutation(len(train))
    images = [sha256(image.tobytes()).digest() for image in train.x]
    distinct = list({images[place]: place for place in order}.values())
    labels = train.y[distinct]
    turn = np.empty(len(distinct), np.int64)
    for label in np.unique(labels):
        own = np.flatnonzero(labels == label)
        turn[own] = np.arange(len(own))
    return np.array(distinct)[np.argsort(turn, kind="stable")[:_BATCH]]
