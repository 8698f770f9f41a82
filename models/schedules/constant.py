"""The same learning rate from beginning to end."""

from models.schedules._types import Schedule


def constant(first: float, steps: int, patience: int) -> Schedule:
    """Stay at the first rate."""
    del steps, patience
    return first, []
