"""Read pickles that hold nothing but plain data, without loading them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pickletools import genops
from typing import Any, cast

_NAMES = {"numpy.core.multiarray _reconstruct", "numpy ndarray", "numpy dtype"}


@dataclass
class _Made:
    """Something that would be made by a call, which never happens."""

    by: Any
    of: Any
    state: Any = None


class _Name(str):
    """The name of one of the three things that arrays are made by."""


class _Mark:
    """Where a list or a tuple begins on the stack."""


def plain_pickle(data: bytes) -> dict[str, Any]:
    """Read a dictionary of numbers, strings, lists and arrays of bytes, as Python 2 wrote it.

    The stream is read as a list of what was written, opcode by opcode; nothing that it names is
    looked up or called, and what is none of the above is refused.

    Args:
        data: The pickle.

    Returns:
        Strings as Latin-1 has them; arrays as what they would be made `by` and `of`, and their
        `state`.

    Raises:
        ValueError: If it holds anything else, or is damaged.
    """
    stack: list[Any] = []
    memo: dict[int, Any] = {}
    try:
        for opcode, argument, _ in genops(data):
            name, value = opcode.name, cast("Any", argument)
            if name in ("BINPUT", "LONG_BINPUT"):
                memo[value] = stack[-1]
            elif name in ("BINGET", "LONG_BINGET"):
                stack.append(memo[value])
            elif name not in ("PROTO", "STOP"):
                _STEPS[name](stack, value)
        (found,) = stack
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise ValueError(
            f"expected plain data, received {type(error).__name__}: {error}"
        ) from error
    if not isinstance(found, dict):
        raise ValueError(f"expected a dictionary, received {type(found).__name__}")  # noqa: TRY004
    return found


def _push(stack: list[Any], argument: Any) -> None:
    stack.append(argument)


def _name(stack: list[Any], argument: Any) -> None:
    if argument not in _NAMES:
        raise ValueError(f"expected plain data, received the name {argument!r}")
    stack.append(_Name(argument))


def _since_mark(stack: list[Any]) -> list[Any]:
    place = len(stack) - 1
    while not isinstance(stack[place], _Mark):  # IndexError where there is none
        place -= 1
    found = stack[place + 1 :]
    del stack[place:]
    return found


def _append(stack: list[Any], _: Any) -> None:
    value = stack.pop()
    stack[-1].append(value)


def _appends(stack: list[Any], _: Any) -> None:
    values = _since_mark(stack)
    stack[-1].extend(values)


def _set_item(stack: list[Any], _: Any) -> None:
    key, value = stack[-2:]
    del stack[-2:]
    stack[-1][key] = value


def _set_items(stack: list[Any], _: Any) -> None:
    values = _since_mark(stack)
    stack[-1].update(zip(values[::2], values[1::2], strict=True))


def _tuple_of(n: int) -> Callable[[list[Any], Any], None]:
    def step(stack: list[Any], _: Any) -> None:
        stack[-n:] = [tuple(stack[-n:])]

    return step


def _reduce(stack: list[Any], _: Any) -> None:
    by, of = stack[-2:]
    stack[-2:] = [_Made(by, of)]


def _build(stack: list[Any], _: Any) -> None:
    state = stack.pop()
    if not isinstance(stack[-1], _Made):
        raise TypeError(f"a {type(stack[-1]).__name__} has no state")
    stack[-1].state = state


_STEPS: dict[str, Callable[[list[Any], Any], None]] = {
    **dict.fromkeys(("BININT", "BININT1", "BININT2", "BINSTRING", "SHORT_BINSTRING"), _push),
    "MARK": lambda stack, _: stack.append(_Mark()),
    "NONE": _push,
    "NEWTRUE": lambda stack, _: stack.append(True),
    "NEWFALSE": lambda stack, _: stack.append(False),
    "EMPTY_DICT": lambda stack, _: stack.append({}),
    "EMPTY_LIST": lambda stack, _: stack.append([]),
    "EMPTY_TUPLE": lambda stack, _: stack.append(()),
    "TUPLE": lambda stack, _: stack.append(tuple(_since_mark(stack))),
    "TUPLE1": _tuple_of(1),
    "TUPLE2": _tuple_of(2),
    "TUPLE3": _tuple_of(3),
    "APPEND": _append,
    "APPENDS": _appends,
    "SETITEM": _set_item,
    "SETITEMS": _set_items,
    "GLOBAL": _name,
    "REDUCE": _reduce,
    "BUILD": _build,
}
