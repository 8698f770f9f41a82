"""Refuse settings that cannot work."""

from typing import Any


def at_least(model: Any, **bounds: float) -> None:
    """Check settings against their least values; of a tuple, every element.

    Raises:
        ValueError: If one is smaller; the message says which, what was expected and received.
    """
    for name, least in bounds.items():
        value = getattr(model, name)
        values = value if isinstance(value, tuple) else (value,)
        if not values or any(each < least for each in values):
            raise ValueError(f"expected {name} of {least:g} or more, received {value!r}")
