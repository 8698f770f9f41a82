"""Sounds as samples."""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from math import gcd
from typing import TYPE_CHECKING

import numpy as np

from benchmark.damaged_error import DamagedError
from benchmark.decoders._check_whole import check_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from soundfile import SoundFile

KINDS = {"WAV": "WAV", "WAVEX": "WAV", "FLAC": "FLAC", "OGG": "OGG"}
_BEGINNINGS = (b"fLaC", b"OggS", b"ID3")  # the last is put before FLAC by some
_FASTEST = 768_000  # Hz: twice what bats are recorded with
_BLOCK = 2**16  # samples: an hour is never in memory
_UNTOLD = 2**62  # samples: what it says where a header does not tell


@contextmanager
def recording(data: bytes) -> Iterator[SoundFile]:
    """Open a sound.

    Raises:
        DamagedError: If it cannot be used; also from within, of what is read there.
    """
    import soundfile

    class Forward(soundfile.SoundFile):  # type: ignore[misc]
        """Read from beginning to end: the seek after each block hides what is wrong with it."""

        def seekable(self) -> bool:
            return False

    if not data:
        raise DamagedError("empty", "0 bytes")
    if not data.startswith(_BEGINNINGS) and (data[:4], data[8:12]) != (b"RIFF", b"WAVE"):
        raise DamagedError(
            "not a sound", f"expected WAV, FLAC or Ogg, received what begins with {data[:12]!r}"
        )
    check_whole(data)
    stream = BytesIO(data)
    try:
        with Forward(stream) as file:
            _check(file)
            yield file
    except soundfile.LibsndfileError as error:
        ended = stream.tell() == len(data)
        raise DamagedError("truncated" if ended else "corrupt", error.error_string) from error


def middle(file: SoundFile, seconds: float) -> NDArray[np.float64]:
    """Read all of a sound, to see that it is whole, and give the mean of its channels.

    Args:
        file: At its beginning.
        seconds: How much of its middle to give at the most.

    Returns:
        Samples, (n,), mostly within -1 and 1.

    Raises:
        DamagedError: If some are missing, or are no numbers.
    """
    wanted = round(seconds * file.samplerate)
    start = max(0, (file.frames - wanted) // 2)
    parts, place = [np.empty(0)], 0
    while len(block := file.read(_BLOCK, always_2d=True)):
        within = slice(max(0, start - place), max(0, start + wanted - place))
        parts.append(block[within].mean(axis=1))
        place += len(block)
    if place < file.frames:
        raise DamagedError(
            "corrupt" if file.format == "OGG" else "truncated",  # an Ogg's end has been seen
            f"{place:,} of {file.frames:,} samples can be decoded",
        )
    samples = np.concatenate(parts)
    if not np.isfinite(samples).all():
        raise DamagedError("corrupt", "expected numbers as samples, received nan or infinity")
    return samples


def resampled(samples: NDArray[np.float64], rate: int, to: int) -> NDArray[np.float64]:
    """Bring samples from one rate to another, in Hz, by a polyphase low-pass filter."""
    from scipy.signal import resample_poly

    common = gcd(rate, to)
    return np.asarray(resample_poly(samples, to // common, rate // common), np.float64)


def _check(file: SoundFile) -> None:
    if file.format not in KINDS:
        raise DamagedError("unsupported", f"expected WAV, FLAC or Ogg, received {file.format}")
    if not file.frames:
        raise DamagedError("empty", "no samples")
    if file.frames > _UNTOLD:
        raise DamagedError("unsupported", "expected a header that tells how long the sound is")
    if file.samplerate > _FASTEST:
        raise DamagedError(
            "unsupported", f"expected up to {_FASTEST:,} Hz, received {file.samplerate:,}"
        )
