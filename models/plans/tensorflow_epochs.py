"""TensorFlow, many steps a call, on images that lie on the device."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, ClassVar

from models._keep_freed_memory import keep_freed_memory
from models._scoring import SCORING_BATCH
from models.plans._base import Plan
from models.plans._in_parts import in_parts
from models.plans._pieces import Pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import keras

    from models._batches import Batches
    from models._keras import KerasClassifier
    from models._split import Split

_MOST_CORES = 8  # for parts; nothing was measured on more
_BYTES = 2**22  # of images made at once for a CPU, which makes them itself


class TensorflowEpochs(Plan):
    """Images that go in as they come are copied to the device once, the others follow in pieces.

    On a GPU a piece is a program of XLA's. On a CPU, where XLA makes training a third slower, each
    operation has a thread of its own, and parts of a batch go beside one another. Networks with
    batch statistics have no parts; they would be slower, and keep TensorFlow's own threads.
    """

    backend: ClassVar[str] = "tensorflow"
    default_on: ClassVar[frozenset[str]] = frozenset({"cpu", "gpu"})
    execution: ClassVar[Mapping[str, Any]] = {"jit_compile": False}

    def start(self, model: KerasClassifier) -> None:
        """Give each operation a thread, if TensorFlow has computed nothing yet."""
        import tensorflow as tf

        if model.device.name == "cpu":
            keep_freed_memory()
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
        if model.uses_batch_statistics or model.device.name != "cpu" or cores > _MOST_CORES:
            return
        try:
            tf.config.threading.set_intra_op_parallelism_threads(1)
        except RuntimeError:
            return
        tf.config.threading.set_inter_op_parallelism_threads(cores)

    def arrange(self, network: keras.Model) -> keras.Model:
        """Let as many parts of a batch go beside one another as there are threads for."""
        import tensorflow as tf

        alone = tf.config.threading.get_intra_op_parallelism_threads() == 1
        return in_parts(
            network, tf.config.threading.get_inter_op_parallelism_threads() if alone else 1
        )

    def begin(self, network: keras.Model, batches: Batches) -> None:
        """Give Keras several steps for each step that it knows of."""
        import tensorflow as tf

        pieces = _pieces(batches)
        resident = None if batches.changes else [tf.constant(each) for each in batches.whole]
        program = tf.function(
            piecewise(network, resident),
            input_signature=[_signature(pieces[0])],  # else the rest is traced once more
            autograph=False,  # these are no Python loops
            jit_compile=_on_gpu(),
        )
        coming = pieces.ahead()
        network.train_function = lambda numbers: next(numbers) is not None and program(next(coming))

    def feed(self, batches: Batches) -> Any:
        """Give the numbers of an epoch's pieces; the pieces come without a `tf.data.Dataset`.

        Making one takes 15 milliseconds an epoch.
        """
        import tensorflow as tf

        return _untuned(tf.data.Dataset.range(len(_pieces(batches))))

    def watch(self, watched: Split) -> Any:
        """Make a `tf.data.Dataset`.

        Keras makes one too, which tunes itself as it runs; in the end all wait until its tuner
        wakes up. This has nothing to tune.
        """
        import tensorflow as tf

        whole = tf.data.Dataset.from_tensor_slices((watched.x, watched.y))
        return _untuned(whole.batch(SCORING_BATCH))


def piecewise(network: keras.Model, resident: Any) -> Callable[[Any], Any]:
    """Make training on a piece, from piece to last logs, for the images that are resident."""
    import tensorflow as tf

    def step(number: Any, piece: Any) -> Any:
        batch = [each[number] for each in piece]
        data = batch if resident is None else [tf.gather(each, batch[0]) for each in resident]
        network.train_step(tuple(data))
        return number + 1

    def train(piece: Any) -> Any:
        steps = tf.shape(piece[0])[0]
        tf.while_loop(lambda number: number < steps, lambda number: [step(number, piece)], [0])
        return network.get_metrics_result()

    return train


def _pieces(batches: Batches) -> Pieces:
    return Pieces(batches) if _on_gpu() else Pieces(batches, _BYTES)


def _signature(piece: tuple[Any, ...]) -> Any:
    import tensorflow as tf

    return tuple(tf.TensorSpec((None, None, *each.shape[2:]), each.dtype) for each in piece)


def _on_gpu() -> bool:
    import tensorflow as tf

    return bool(tf.config.list_physical_devices("GPU"))


def _untuned(dataset: Any) -> Any:
    import tensorflow as tf

    options = tf.data.Options()
    options.autotune.enabled = False
    return dataset.with_options(options)
