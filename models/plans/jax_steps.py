"""JAX, a compiled step a call."""

from typing import ClassVar

from models.plans._base import Plan


class JaxSteps(Plan):
    """XLA uses all cores within a step, but one alone for what stands in a loop over steps."""

    backend: ClassVar[str] = "jax"
    default_on: ClassVar[frozenset[str]] = frozenset({"cpu"})
