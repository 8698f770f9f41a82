"""The settings of a part: its dataclass fields."""

from dataclasses import MISSING, fields
from inspect import get_annotations
from typing import Any

from benchmark.usage_error import UsageError


def settings_of(cls: type[Any]) -> list[Any]:
    """Give the fields of a part that are settings."""
    return [each for each in fields(cls) if each.init]


def has_undeclared_settings(cls: type[Any]) -> bool:
    """Tell a class that annotates settings of its own, but was not made a dataclass."""
    annotations = get_annotations(cls).values()
    own = any("ClassVar" not in str(each) for each in annotations)
    return own and "__dataclass_fields__" not in cls.__dict__


def default_of(each: Any) -> Any:
    """Give a field's default; MISSING where it has none."""
    return each.default if each.default_factory is MISSING else each.default_factory()


def fit(where: str, value: Any, default: Any) -> Any:
    """Bring a literal to the type of the setting's default, where nothing is lost by it."""
    if default is None or default is MISSING:
        return value
    if isinstance(default, float) and type(value) is int:
        return float(value)
    if isinstance(default, tuple) and isinstance(value, list | tuple):
        return tuple(fit(where, each, default[0]) for each in value) if default else tuple(value)
    if type(value) is type(default):
        return value
    kind = "a tuple, as ('one',)" if default == () else f"of the kind of {default!r}"
    raise UsageError(f"expected {where} {kind}, received {value!r}")
