"""Another model, by its spec string, for a model that is made of one."""

from __future__ import annotations

import ast
from dataclasses import fields
from importlib import import_module
from inspect import getmembers, isclass
from pathlib import Path
from typing import Any

from models._keras import KerasClassifier
from models._spelled import spelled


def sibling(text: str) -> KerasClassifier:
    """Build the network that `name` or `name(key=literal, ...)` stands for.

    Raises:
        ValueError: If there is none of this name, it has no such setting, or the string is
            malformed.
    """
    name, settings = _read(text)
    known = sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))
    if name not in known:
        raise ValueError(f"expected a network of {', '.join(known)}, received {text!r}")
    for _, found in getmembers(import_module(f"models.{name}"), isclass):
        if found.__module__ == f"models.{name}" and issubclass(found, KerasClassifier):
            return found(**_checked(text, _defaults(found), settings))
    raise ValueError(f"expected a network, received {name!r}, which is none")


def spelling(text: str) -> str:
    """Write a network's spec string in the one way that its meaning has, as `sibling` reads it."""
    return spelled(sibling(text))


def _defaults(cls: type[KerasClassifier]) -> dict[str, Any]:
    return {each.name: each.default for each in fields(cls) if each.init}


def _checked(text: str, known: dict[str, Any], settings: dict[str, Any]) -> dict[str, Any]:
    """Bring settings to the types of their defaults."""
    for name, value in settings.items():
        if name not in known:
            raise ValueError(f"expected settings of {', '.join(known)} in {text!r}, not {name!r}")
        if type(known[name]) is float and type(value) is int:
            settings[name] = float(value)
        elif type(value) is not type(known[name]):
            kind = type(known[name]).__name__
            raise ValueError(f"expected {name} of type {kind} in {text!r}, received {value!r}")
    return settings


def _read(text: str) -> tuple[str, dict[str, Any]]:
    try:
        tree = ast.parse(text.strip(), mode="eval").body
        if isinstance(tree, ast.Name):
            return tree.id, {}
        if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and not tree.args:
            settings = {str(each.arg): ast.literal_eval(each.value) for each in tree.keywords}
            return tree.func.id, settings
    except (SyntaxError, ValueError):
        pass
    raise ValueError(f"expected a network as name or name(key=literal, ...), received {text!r}")
