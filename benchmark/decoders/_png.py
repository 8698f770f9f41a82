"""Hold a PNG against its checksums, which Pillow passes over."""

from __future__ import annotations

from zlib import crc32

from benchmark.damaged_error import DamagedError

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_AROUND = 12  # bytes of a chunk's length, name and checksum
_NEEDLESS = 0x20  # a bit of the name: the picture is whole without it


def check_png(data: bytes) -> None:
    """Go through the chunks of a PNG; what follows the last is passed over.

    Raises:
        DamagedError: If it ends early, or a part of the picture is not what it was.
    """
    place, view, name = len(SIGNATURE), memoryview(data), b""
    while name != b"IEND":
        length = int.from_bytes(view[place : place + 4])
        name, end = bytes(view[place + 4 : place + 8]), place + _AROUND + length
        if end > len(data):
            raise DamagedError("truncated", f"its end is missing, from byte {place:,} on")
        checksum = int.from_bytes(view[end - 4 : end])
        if crc32(view[place + 4 : end - 4]) != checksum and not name[0] & _NEEDLESS:
            raise DamagedError("corrupt", f"the checksum of {name!r} at byte {place:,} is another")
        place = end
