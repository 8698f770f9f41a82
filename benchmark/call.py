"""Read and write spec strings: `name` or `name(key=literal, ...)`."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import Any, Self

from benchmark.usage_error import UsageError


@dataclass(frozen=True)
class Call:
    """A part by its name, a path or a dotted name, with its settings.

    >>> Call.parse("mlp(hidden=(512, 256))")
    Call(name='mlp', settings={'hidden': (512, 256)})
    >>> str(Call("lenet", {"epochs": 3}))
    'lenet(epochs=3)'
    """

    name: str
    settings: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a spec string.

        Raises:
            UsageError: If it is malformed; the message says at which character.
        """
        opening = text.find("(")
        if opening < 0:
            return cls(_name(text, text.strip()))
        name = _name(text, text[:opening].strip())
        # The name is blanked out, so that a path may stand there and places still count from 1.
        return cls(name, _settings(text, "f".rjust(opening) + text[opening:].rstrip()))

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Read a spec string of a table that may have been made elsewhere.

        >>> Call.read("no spec(") is None
        True

        Returns:
            None where it is malformed.
        """
        try:
            return cls.parse(text)
        except UsageError:
            return None

    def __str__(self) -> str:
        if not self.settings:
            return self.name
        return (
            f"{self.name}({', '.join(f'{key}={value!r}' for key, value in self.settings.items())})"
        )


def _name(text: str, name: str) -> str:
    if not name:
        raise _malformed(text, 1, "expected name or name(key=value, ...)")
    for character in "),=\n":
        if character in name:
            place = text.index(character) + 1
            raise _malformed(text, place, f"a name or a path may not hold {character!r}")
    return name


def _settings(text: str, call: str) -> dict[str, Any]:
    try:
        tree = ast.parse(call.lstrip(), mode="eval").body
    except (RecursionError, MemoryError):
        raise _malformed(text, len(text), "nested too deeply") from None
    except SyntaxError as error:
        shift = len(call) - len(call.lstrip())
        raise _malformed(text, (error.offset or 1) + shift, error.msg) from None
    if not isinstance(tree, ast.Call) or not isinstance(tree.func, ast.Name):
        raise _malformed(text, len(text), "expected one pair of parentheses")
    shift = len(call) - len(call.lstrip()) + 1
    if tree.args:
        raise _malformed(text, tree.args[0].col_offset + shift, "expected key=value")
    settings: dict[str, Any] = {}
    for keyword in tree.keywords:
        key, value = _setting(text, keyword, shift)
        if key in settings:
            raise _malformed(text, keyword.col_offset + shift, f"{key!r} is given twice")
        settings[key] = value
    return settings


def _setting(text: str, keyword: ast.keyword, shift: int) -> tuple[str, Any]:
    place = keyword.value.col_offset + shift
    if keyword.arg is None:
        raise _malformed(text, place, "expected key=value, received **")
    try:
        return keyword.arg, ast.literal_eval(keyword.value)
    except (ValueError, TypeError, RecursionError, MemoryError):
        raise _malformed(text, place, f"expected a literal for {keyword.arg!r}") from None


def _malformed(text: str, place: int, reason: str) -> UsageError:
    return UsageError(f"malformed spec {text!r} at character {place}: {reason}")
