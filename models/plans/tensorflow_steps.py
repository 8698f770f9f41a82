"""TensorFlow, 32 steps a call, without XLA."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from models._batches import Batches
from models._scoring import SCORING_BATCH
from models._split import Images, Labels, Split
from models.plans._base import Plan

_AHEAD = 2  # batches made while the network learns


class TensorflowSteps(Plan):
    """On two CPU cores, XLA makes training a third slower, and 32 steps a call a third faster.

    The weights are the same bit for bit as with one step a call. On a GPU nothing was measured.
    """

    backend: ClassVar[str] = "tensorflow"
    default_on: ClassVar[frozenset[str]] = frozenset({"cpu", "gpu"})
    execution: ClassVar[Mapping[str, Any]] = {"jit_compile": False, "steps_per_execution": 32}

    def feed(self, batches: Batches) -> Any:
        """Make a `tf.data.Dataset` of batches, each of its passes an epoch.

        Keras makes one too, which tunes itself as it runs; at the end of each epoch training then
        waits until its tuner wakes up, for up to a third of the epoch. This has nothing to tune.
        """
        import tensorflow as tf

        def epoch() -> Iterator[tuple[Images, Labels]]:
            for number in range(len(batches)):
                yield batches[number]
            batches.on_epoch_end()

        signature = tuple(tf.TensorSpec((None, *each.shape[1:]), each.dtype) for each in batches[0])
        feed = tf.data.Dataset.from_generator(epoch, output_signature=signature)
        counted = feed.apply(tf.data.experimental.assert_cardinality(len(batches)))
        return _untuned(counted).prefetch(_AHEAD)

    def watch(self, watched: Split) -> Any:
        """Make a `tf.data.Dataset` for the same reason."""
        import tensorflow as tf

        whole = tf.data.Dataset.from_tensor_slices((watched.x, watched.y))
        return _untuned(whole.batch(SCORING_BATCH))


def _untuned(dataset: Any) -> Any:
    import tensorflow as tf

    options = tf.data.Options()
    options.autotune.enabled = False
    return dataset.with_options(options)
