"""Seconds, phase by phase."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter


class Phases(dict[str, float]):
    """Wall seconds by phase, in the order in which the phases began."""

    @contextmanager
    def time(self, name: str) -> Iterator[None]:
        """Add the seconds of a block, also of one that fails."""
        start = perf_counter()
        try:
            yield
        finally:
            self[name] = self.get(name, 0.0) + perf_counter() - start
