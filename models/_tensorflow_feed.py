"""How TensorFlow reads training batches."""

from collections.abc import Iterator
from typing import Any

import tensorflow as tf

from models._batches import Batches
from models._split import Images, Labels

_AHEAD = 2  # batches made while the network learns


def tensorflow_feed(batches: Batches) -> Any:
    """Make a `tf.data.Dataset` of batches, each of its passes an epoch.

    Keras makes one too, which tunes itself as it runs; at the end of each epoch training then
    waits until its tuner wakes up, for up to a third of the epoch. This one has nothing to tune.
    """

    def epoch() -> Iterator[tuple[Images, Labels]]:
        for number in range(len(batches)):
            yield batches[number]
        batches.on_epoch_end()

    x, y = batches[0]
    signature = tuple(tf.TensorSpec((None, *each.shape[1:]), each.dtype) for each in (x, y))
    feed = tf.data.Dataset.from_generator(epoch, output_signature=signature)
    options = tf.data.Options()
    options.autotune.enabled = False
    counted = feed.apply(tf.data.experimental.assert_cardinality(len(batches)))
    return counted.with_options(options).prefetch(_AHEAD)
