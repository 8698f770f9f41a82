"""Where a data set that people download themselves lies."""

from pathlib import Path

from benchmark.absent_error import AbsentError
from benchmark.datasets._keras_cache import keras_cache


def home(name: str, path: str, source: str) -> Path:
    """Give the folder or archive that `path` names; without one, `datasets/NAME` in the cache.

    Args:
        name: Of the data set.
        path: Its setting, perhaps empty.
        source: Where it can be had and how it is to lie.

    Raises:
        AbsentError: If nothing is there; the message says what to do.
    """
    place = Path(path).expanduser() if path else keras_cache() / "datasets" / name
    if not place.exists():
        raise AbsentError(f'there is no {place}; {source}. Put it there, or say {name}(path="...")')
    return place
