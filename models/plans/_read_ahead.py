"""A split in a file, as TensorFlow validates on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tensorflow as tf

from models.plans._in_order import InOrder

if TYPE_CHECKING:
    from models._split import Split


def read_ahead(split: Split) -> Any:
    """Make a `tf.data.Dataset` of batches, the next of which is read while one is scored.

    Args:
        split: Images as the network takes them.
    """
    batches = InOrder(split)
    read = tf.data.Dataset.from_generator(
        lambda: (batches[number] for number in range(len(batches))),
        output_signature=tuple(
            tf.TensorSpec((None, *each.shape[1:]), each.dtype) for each in (split.x, split.y)
        ),
    )
    counted = read.apply(tf.data.experimental.assert_cardinality(len(batches)))
    return counted.prefetch(1)
