"""PyTorch, a step a call, operation by operation."""

from collections.abc import Mapping
from typing import Any, ClassVar

from models.plans._base import Plan


class TorchSteps(Plan):
    """Not compiled, which takes longer than most trainings here do; Keras knows one step a call."""

    backend: ClassVar[str] = "torch"
    default_on: ClassVar[frozenset[str]] = frozenset({"cpu", "gpu"})
    execution: ClassVar[Mapping[str, Any]] = {"jit_compile": False}
