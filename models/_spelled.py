"""How a model's settings are written."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models._base import Classifier


def spelled(model: Classifier) -> str:
    """Write a model of this package as a spec string, without the settings that are usual."""
    name = type(model).__module__.rpartition(".")[2]
    settings = [
        f"{each.name}={getattr(model, each.name)!r}"
        for each in fields(model)
        if each.init and repr(getattr(model, each.name)) != repr(each.default)
    ]
    return f"{name}({', '.join(settings)})" if settings else name
