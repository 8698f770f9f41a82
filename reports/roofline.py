"""The least time that an image takes on a device, by what the device can do."""

from dataclasses import dataclass
from typing import NamedTuple

_NUMBER = 4  # bytes of float32, in which parameters, gradients and optimizers are kept


class Floor(NamedTuple):
    """The least seconds of an image: of its multiply-adds, and of its way through memory."""

    arithmetic: float
    memory: float

    @property
    def seconds(self) -> float:
        """The larger: a device may do both at once."""
        return max(self)

    @property
    def bound(self) -> str:
        """Which is the larger, "arithmetic" or "memory"."""
        return "arithmetic" if self.arithmetic >= self.memory else "memory"


@dataclass(frozen=True)
class Roofline:
    """A model's work beside the limits of its device (Williams, Waterman, Patterson 2009).

    Only multiply-adds with parameters, activations of layers that have some, and parameters are
    counted. Memory is that which an array fills that is far larger than the caches: numbers that
    never leave a cache cost less than is counted here.

    Args:
        macs: Multiply-adds to score an image.
        activations: Numbers that an image makes on its way.
        parameters: Of any kind; `learned` are those that training changes.
        activation_bytes: Of a number among the activations: 4, or 2 where they have 16 bits.
        multiply_adds_per_second: The device's limit.
        bytes_per_second: The device's limit.
    """

    macs: float
    activations: float
    parameters: float
    learned: float
    activation_bytes: int
    multiply_adds_per_second: float
    bytes_per_second: float

    def scoring(self, batch: float) -> Floor:
        """Score: activations are written and read once, and parameters read once a batch."""
        per_batch = self.parameters * _NUMBER
        return self._floor(self.macs, 2 * self._activations, per_batch / batch)

    def training(self, batch: float) -> Floor:
        """Train: forward, and gradients by inputs and by weights, of as many multiply-adds each.

        Activations, and then their gradients, are written and read once. A batch reads parameters
        forward; of those that are learned, it reads each twice more (backward and to change it)
        and writes it once, and writes and reads its gradient and one number of the optimizer's:
        a momentum; Adam has two. The first layer's gradient by its inputs is not needed, and yet
        counted, as the first layer's part is not known.
        """
        per_batch = (self.parameters + (2 + 1 + 2 + 2) * self.learned) * _NUMBER
        return self._floor(3 * self.macs, 4 * self._activations, per_batch / batch)

    @property
    def _activations(self) -> float:
        return self.activations * self.activation_bytes

    def _floor(self, macs: float, activations: float, parameters: float) -> Floor:
        return Floor(
            macs / self.multiply_adds_per_second,
            (activations + parameters) / self.bytes_per_second,
        )
