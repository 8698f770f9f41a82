"""What a model computes on."""

from models._exercise import Exercise
from models._limits import Limits

_SIDE = 2048
_NUMBERS = 2**26  # 256 MiB: more than a processor's caches keep


class Device:
    """The processor, which has no memory of its own and is done when a call returns."""

    @property
    def name(self) -> str:
        """Give "cpu", or a GPU by its name."""
        return "cpu"

    @property
    def has_bfloat16(self) -> bool:
        """Whether it multiplies numbers of 16 bits faster than those of 32."""
        return False

    def synchronise(self) -> None:
        """Wait until all that was asked is done, so that a clock can be read."""

    def reset_peak(self) -> None:
        """Let the peak of the device's own memory start again."""

    def peak_mib(self) -> float | None:
        """Give the most of the device's own memory held since then, in MiB; None without any."""
        return None

    def limits(self, precision: str) -> Limits | None:
        """Measure the most that the device can do, within about a second.

        Here by NumPy with the threads that it has; what holds it up meanwhile lowers the limits.

        Args:
            precision: The number types that a model computes with.

        Returns:
            None for a precision, or a device, of which nothing is known here.
        """
        if precision != "float32" or self.name != "cpu":
            return None
        from models._numpy_work import numpy_work

        work = numpy_work(_SIDE, _NUMBERS)
        exercise = Exercise(*work, self.synchronise, _SIDE, _NUMBERS)
        return Limits(exercise.multiply_adds_per_second(), exercise.bytes_per_second())
