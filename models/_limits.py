"""The most that a device can do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What a device reaches where nothing holds it up, as measured.

    Args:
        multiply_adds_per_second: Of products of large matrices.
        bytes_per_second: Read plus written, of arrays far larger than the caches.
    """

    multiply_adds_per_second: float
    bytes_per_second: float
