"""TensorFlow, many steps a call, on images that lie on the device."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from models._cores import allowed
from models._keep_freed_memory import keep_freed_memory
from models._scoring import SCORING_BATCH
from models.plans._base import Plan
from models.plans._complete import complete
from models.plans._in_parts import in_parts
from models.plans._pieces import Pieces
from models.plans._read_ahead import read_ahead

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import keras

    from models._batches import Batches
    from models._keras import KerasClassifier
    from models._split import Split

_ASKED = {"TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"}
_MOST_CORES = 8  # for parts; nothing was measured on more
_BYTES = 2**22  # of images made at once for a CPU, which makes them itself


class TensorflowEpochs(Plan):
    """Images that go in as they come are copied to the device once, the others follow in pieces.

    On a GPU a piece is a program of XLA's. On a CPU, where XLA makes training a third slower, each
    operation has a thread of its own, and parts of a batch go beside one another. Networks with
    batch statistics have no parts; they would be slower, and leave TensorFlow its own threads.
    """

    backend: ClassVar[str] = "tensorflow"
    default_on: ClassVar[frozenset[str]] = frozenset({"cpu", "gpu"})
    execution: ClassVar[Mapping[str, Any]] = {"jit_compile": False}

    def start(self, model: KerasClassifier) -> None:
        """Give each operation a thread for the life of the process.

        Not if TensorFlow has computed something already, or threads were asked for.
        """
        import tensorflow as tf

        if model.device.name != "cpu":
            return
        keep_freed_memory()
        cores = allowed()
        if model.uses_batch_statistics or cores > _MOST_CORES or not _ASKED.isdisjoint(os.environ):
            return
        with suppress(RuntimeError):  # it has begun
            tf.config.threading.set_inter_op_parallelism_threads(cores)
            tf.config.threading.set_intra_op_parallelism_threads(1)

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

        complete(network, batches)  # or all would be traced again, as the first time creates it
        pieces = _pieces(batches)
        resident = () if batches.made else tuple(map(tf.constant, batches.whole))
        program = tf.function(
            piecewise(network),
            # Without, the rest would be traced once more. What is resident is handed over each
            # time: TensorFlow never lets go of what the graph of a loop has captured.
            input_signature=[_signature(pieces[0], 2), _signature(resident, 1)],
            autograph=False,  # these are no Python loops
            jit_compile=_on_gpu(),
        )
        coming = pieces.ahead()

        def learn(numbers: Iterator[Any]) -> Any:
            next(numbers)  # which ends the epoch
            return program(next(coming), resident)

        network.train_function = learn

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

        if watched.stored:
            return _untuned(read_ahead(watched))
        whole = tf.data.Dataset.from_tensor_slices((watched.x, watched.y))
        return _untuned(whole.batch(SCORING_BATCH))


def piecewise(network: keras.Model) -> Callable[[Any, Any], Any]:
    """Make training on a piece: piece and resident images, or none, to the last logs."""
    import tensorflow as tf

    def train(piece: Any, resident: Any) -> Any:
        def step(number: Any) -> Any:
            batch = tuple(each[number] for each in piece)
            chosen = tuple(tf.gather(each, batch[0]) for each in resident)
            network.train_step(chosen or batch)
            return [number + 1]

        tf.while_loop(lambda number: number < tf.shape(piece[0])[0], step, [0])
        return network.get_metrics_result()

    return train


def _pieces(batches: Batches) -> Pieces:
    return Pieces(batches) if _on_gpu() else Pieces(batches, _BYTES)


def _signature(arrays: tuple[Any, ...], unknown: int) -> Any:
    """Say what arrays are like, but for the sizes of the first dimensions."""
    import tensorflow as tf

    sizes = (None,) * unknown
    return tuple(tf.TensorSpec((*sizes, *each.shape[unknown:]), each.dtype) for each in arrays)


def _on_gpu() -> bool:
    import tensorflow as tf

    return bool(tf.config.list_physical_devices("GPU"))


def _untuned(dataset: Any) -> Any:
    import tensorflow as tf

    options = tf.data.Options()
    options.autotune.enabled = False
    return dataset.with_options(options)
