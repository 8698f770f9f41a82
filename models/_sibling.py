"""Another model, by its spec string, for a model that is made of one."""

from __future__ import annotations

import ast
from importlib import import_module
from inspect import getmembers, isclass
from pathlib import Path
from typing import Any

from models._keras import KerasClassifier


def sibling(text: str) -> KerasClassifier:
    """Build the network that `name` or `name(key=literal, ...)` stands for.

    Raises:
        ValueError: If there is none of this name, or the string is malformed.
        TypeError: If it has no such setting.
    """
    name, settings = _read(text)
    known = sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))
    if name not in known:
        raise ValueError(f"expected a network of {', '.join(known)}, received {text!r}")
    for _, found in getmembers(import_module(f"models.{name}"), isclass):
        if found.__module__ == f"models.{name}" and issubclass(found, KerasClassifier):
            return found(**settings)
    raise ValueError(f"expected a network, received {name!r}, which is none")


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
