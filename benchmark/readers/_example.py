"""Read what TensorFlow writes as `tf.train.Example`, without TensorFlow."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_VARINT, _FIXED_64, _DELIMITED, _FIXED_32 = 0, 1, 2, 5  # kinds of fields of protocol buffers
_LONGEST_VARINT = 10
_BYTES, _INTEGERS = 1, 3  # kinds of lists in a feature


def bytes_at(example: memoryview, key: str) -> bytes:
    """Give the only string of bytes of a feature.

    Raises:
        ValueError: If the example has none, or is damaged.
    """
    (found,) = _values(example, key, _BYTES)
    return bytes(found)


def integer_at(example: memoryview, key: str) -> int:
    """Give the only integer of a feature.

    Raises:
        ValueError: If the example has none, or is damaged.
    """
    (packed,) = _values(example, key, _INTEGERS)
    value = packed if isinstance(packed, int) else _varint(packed, 0)[0]
    return value - 2**64 if value >= 2**63 else value


def _values(example: memoryview, key: str, kind: int) -> list[memoryview | int]:
    """Find a feature's values; nothing but what leads there is looked at."""
    for features in _all(example, 1):
        for entry in _all(features, 1):
            if any(bytes(name) == key.encode() for name in _all(entry, 1)):
                return [
                    value
                    for feature in _all(entry, 2)
                    for values in _all(feature, kind)
                    for number, value in _fields(values)
                    if number == 1
                ]
    raise ValueError(f"there is no {key!r}")


def _all(message: memoryview, number: int) -> Iterator[memoryview]:
    """Give the messages and strings of a number."""
    for each, value in _fields(message):
        if each == number and not isinstance(value, int):
            yield value


def _fields(message: memoryview) -> Iterator[tuple[int, memoryview | int]]:
    place = 0
    while place < len(message):
        tag, place = _varint(message, place)
        kind = tag & 7
        if kind == _VARINT:
            value, place = _varint(message, place)
            yield tag >> 3, value
            continue
        if kind == _DELIMITED:
            length, place = _varint(message, place)
        elif kind in (_FIXED_32, _FIXED_64):
            length = 4 if kind == _FIXED_32 else 8
        else:
            raise ValueError(f"expected a field, received kind {kind}")
        if place + length > len(message):
            raise ValueError("it ends early")
        yield tag >> 3, message[place : place + length]
        place += length


def _varint(message: memoryview, place: int) -> tuple[int, int]:
    """Read a number of seven bits a byte; give it and where it ends."""
    value = 0
    for at, byte in enumerate(message[place : place + _LONGEST_VARINT]):
        value |= (byte & 127) << 7 * at
        if byte < 128:  # noqa: PLR2004 - the highest bit says that more follows
            return value, place + at + 1
    raise ValueError("it ends early")
