"""What Keras computes on."""

from dataclasses import dataclass

from models._device import Device
from models._device_memory import device_peak_mib, reset_device_peak
from models._exercise import Exercise
from models._limits import Limits

_KINDS = {"float32": "float32", "mixed_bfloat16": "bfloat16", "mixed_float16": "float16"}
_PROCESSOR = (2048, 0, 1)  # side, numbers, calls between waits
_GPU = (8192, 2**27, 8)

_AMPERE = 8.0  # NVIDIA's compute capability


@dataclass(frozen=True)
class KerasDevice(Device):
    """The processor, or a GPU, on which a backend of Keras computes.

    Args:
        backend: "tensorflow", "jax" or "torch", already loaded.
    """

    backend: str

    @property
    def name(self) -> str:
        """Give "cpu", or the first GPU's name."""
        return {"tensorflow": _tensorflow, "jax": _jax, "torch": _torch}[self.backend]()

    @property
    def has_bfloat16(self) -> bool:
        """Whether it is a GPU of NVIDIA's with units for bfloat16: Ampere, or later."""
        if self.name == "cpu":
            return False
        return {
            "tensorflow": _tensorflow_capability,
            "jax": _jax_capability,
            "torch": _torch_capability,
        }[self.backend]() >= _AMPERE

    def synchronise(self) -> None:
        """Wait until the backend has computed all that it was asked.

        The first call takes longer, as JAX compiles what it waits for: make one before a clock
        starts.
        """
        {
            "tensorflow": _synchronise_tensorflow,
            "jax": _synchronise_jax,
            "torch": _synchronise_torch,
        }[self.backend]()

    def reset_peak(self) -> None:
        """Let the peak of the GPU's memory start again."""
        reset_device_peak(self.backend)

    def peak_mib(self) -> float | None:
        """Give the most of a GPU's memory held since then, in MiB; None on a processor."""
        return device_peak_mib(self.backend)

    def limits(self, precision: str) -> Limits | None:
        """Measure the most that the device can do in this precision, by the backend.

        With the backend's defaults, by which float32 is multiplied in TF32 on a GPU that has it
        (see `keras_work`). Of a processor, the rate of products is the higher of the backend's
        and NumPy's, and that of bytes is NumPy's.

        Args:
            precision: A policy of Keras.

        Returns:
            None for a policy that is not known.
        """
        if precision not in _KINDS:
            return None
        from models._keras_work import keras_work

        processor = super().limits("float32")  # None of a GPU
        side, numbers, calls = _GPU if processor is None else _PROCESSOR
        work = keras_work(self.backend, _KINDS[precision], side, numbers)
        exercise = Exercise(*work, self.synchronise, side, numbers, calls)
        products = exercise.multiply_adds_per_second()
        if processor is None:
            return Limits(products, exercise.bytes_per_second())
        best = max(products, processor.multiply_adds_per_second)
        return Limits(best, processor.bytes_per_second)


def _tensorflow() -> str:
    import tensorflow as tf

    gpus = tf.config.list_physical_devices("GPU")
    if not gpus:
        return "cpu"
    return str(tf.config.experimental.get_device_details(gpus[0]).get("device_name", "gpu"))


def _jax() -> str:
    import jax

    first = jax.devices()[0]
    return "cpu" if first.platform == "cpu" else str(first.device_kind)


def _torch() -> str:
    import torch

    return str(torch.cuda.get_device_name()) if torch.cuda.is_available() else "cpu"


def _tensorflow_capability() -> float:
    import tensorflow as tf

    first = tf.config.list_physical_devices("GPU")[0]
    major, _ = tf.config.experimental.get_device_details(first).get("compute_capability", (0, 0))
    return float(major)


def _jax_capability() -> float:
    import jax

    found = str(getattr(jax.devices()[0], "compute_capability", ""))
    return float(found) if found.replace(".", "").isdigit() else 0.0  # AMD's have names


def _torch_capability() -> float:
    import torch

    return float(torch.cuda.get_device_capability()[0])


def _synchronise_tensorflow() -> None:
    import tensorflow as tf

    if tf.config.list_physical_devices("GPU"):  # on a CPU, a call returns with its result
        tf.test.experimental.sync_devices()


def _synchronise_jax() -> None:
    import jax

    # A device computes in the order in which it is asked, so what is asked last is done last. It
    # must be a computation: a mere copy overtakes them, and on a CPU, too, calls return early.
    last = [jax.device_put(0.0, each) + 1 for each in jax.local_devices()]
    jax.block_until_ready(last)
    jax.effects_barrier()  # what computations do on the host


def _synchronise_torch() -> None:
    import torch

    if torch.cuda.is_available():
        torch.cuda.synchronize()
