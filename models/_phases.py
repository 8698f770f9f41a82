"""Seconds, phase by phase."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter


class Phases(dict[str, float]):
    """Wall seconds by phase, in the order in which the phases began.

    Attributes:
        charged: Seconds in them that were spent before, for others who needed the same.
    """

    charged: float = 0.0

    @contextmanager
    def time(self, name: str) -> Iterator[None]:
        """Add the seconds of a block, also of one that fails."""
        start = perf_counter()
        try:
            yield
        finally:
            self[name] = self.get(name, 0.0) + perf_counter() - start

    def charge(self, name: str, spent: float, charged: float) -> None:
        """Add seconds that were spent now, and those that were spent before."""
        self[name] = self.get(name, 0.0) + spent + charged
        self.charged += charged

    def clear(self) -> None:
        """Forget all."""
        super().clear()
        self.charged = 0.0
