"""Find files that are shorter than they say themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmark.damaged_error import DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNTOLD = 0x7FFFF000  # bytes: sizes from here on are of writers that could not go back
_BOX, _WIDE_BOX = 8, 16  # bytes of headers
_SEGMENT = 0x18538067


def check_whole(data: bytes) -> None:
    """Refuse a sound or clip whose end is missing: libraries play what is left, and say nothing.

    Args:
        data: RIFF (WAV, AVI), MP4 or QuickTime, Matroska or WebM, Ogg; others are passed over.

    Raises:
        DamagedError: If its headers promise more than there is.
    """
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        _check_wav(data)
    elif data[:4] == b"RIFF":
        _check_end("RIFF chunk", 8 + _told(int.from_bytes(data[4:8], "little")), data)
    elif data[:4] == b"\x1a\x45\xdf\xa3":
        _check_end("segment", _end_of_segment(data), data)
    elif data[:4] == b"OggS":
        _check_ogg(data)
    elif data[4:8].isalnum():
        for name, end in _boxes(data):
            _check_end(f"{name} box", end, data)


def _check_wav(data: bytes) -> None:
    """Walk over the chunks up to the one that has the samples: what follows says nothing."""
    place = 12
    while place + 8 <= len(data):
        size = int.from_bytes(data[place + 4 : place + 8], "little")
        if data[place : place + 4] == b"data":
            _check_end("data chunk", place + 8 + _told(size), data)
            return
        place += 8 + size + size % 2
    raise DamagedError("truncated", "it ends before its data chunk")


def _told(size: int) -> int:
    return size if size < _UNTOLD else 0


def _boxes(data: bytes) -> Iterator[tuple[str, int]]:
    """Give the names and ends of the outermost boxes of an MP4."""
    place = 0
    while place + _BOX <= len(data) and data[place + 4 : place + 8].isalnum():
        size = int.from_bytes(data[place : place + 4], "big")
        if size == 1:
            size = int.from_bytes(data[place + 8 : place + _WIDE_BOX], "big")
        if size < _BOX:  # 0 stands for all that is left
            return
        name, place = data[place + 4 : place + 8].decode("ascii", "replace"), place + size
        yield name, place


def _end_of_segment(data: bytes) -> int:
    """Give where a Matroska file says that its frames end; 0 where it does not."""
    size, place = _ebml_size(data, 4)
    place += size
    if int.from_bytes(data[place : place + 4], "big") != _SEGMENT:
        return place + 4
    size, start = _ebml_size(data, place + 4)
    return start + size if size else 0


def _ebml_size(data: bytes, place: int) -> tuple[int, int]:
    """Read a size of one to eight bytes, and where it ends; 0 for "unknown"."""
    width = 9 - data[place].bit_length() if place < len(data) else 1
    value = int.from_bytes(data[place : place + width], "big") & (1 << 7 * width) - 1
    return (0 if value == (1 << 7 * width) - 1 else value), place + width


def _check_ogg(data: bytes) -> None:
    """Look whether the last page is marked as the last (RFC 3533)."""
    page = data.rfind(b"OggS")
    head = data[page : page + 27]
    if len(head) < 27 or not head[5] & 4:  # noqa: PLR2004 - bytes of a page's head
        raise DamagedError("truncated", "its last page is missing")
    _check_end("last page", page + 27 + head[26] + sum(data[page + 27 :][: head[26]]), data)


def _check_end(what: str, end: int, data: bytes) -> None:
    if end > len(data):
        raise DamagedError(
            "truncated", f"its {what} goes up to byte {end:,}, the file to {len(data):,}"
        )
