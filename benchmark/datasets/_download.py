"""Download a file, from where an earlier attempt stopped."""

from __future__ import annotations

from http.client import HTTPException
from typing import TYPE_CHECKING, BinaryIO
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from benchmark.told import Told, nobody

if TYPE_CHECKING:
    from http.client import HTTPResponse
    from pathlib import Path

_TIMEOUT_SECONDS = 60.0
_BLOCK = 2**18
_MIB = 2**20
_GOES_ON = 206
_NOTHING_LEFT = 416


def download(url: str, part: Path, told: Told = nobody) -> bool:
    """Fetch what a server has, or what is still missing of it.

    Args:
        url: Of the file.
        part: Where it goes; what is there already is taken for its beginning, if the server can
            go on in the middle, and dropped if it cannot.
        told: Who wants to know how far it is.

    Returns:
        Whether it went on where an earlier attempt stopped; then a caller whose checksum does not
        come out should try from the start.

    Raises:
        OSError: If it failed or was cut; what has come is kept.
    """
    have = part.stat().st_size if part.exists() else 0
    wanted = {"Range": f"bytes={have}-"} if have else {}
    try:
        with urlopen(Request(url, headers=wanted), timeout=_TIMEOUT_SECONDS) as answer:  # noqa: S310 - our own addresses
            goes_on: bool = answer.status == _GOES_ON
            with part.open("ab" if goes_on else "wb") as file:
                _copy(answer, file, told, part.stem)
    except HTTPError as error:
        if have and error.code == _NOTHING_LEFT:
            return True
        raise
    except HTTPException as error:
        raise OSError(f"{type(error).__name__}: {error}") from error
    return goes_on


def _copy(answer: HTTPResponse, file: BinaryIO, told: Told, name: str) -> None:
    length = answer.headers.get("Content-Length")
    done = file.tell()
    end = done + int(length) if length else 0
    while block := answer.read(_BLOCK):
        file.write(block)
        done += len(block)
        told(f"downloading {name}, MiB", done // _MIB, max(done, end) // _MIB)
    if done < end:
        raise OSError(f"the connection ended after {done:,} of {end:,} bytes")
