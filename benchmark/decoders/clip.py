"""Clips, MP4, QuickTime, AVI, Matroska and WebM, as frames that belong together."""

from __future__ import annotations

import os
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from benchmark.damaged_error import DamagedError
from benchmark.decoders._base import Decoder, Head
from benchmark.decoders._check_size import check_size
from benchmark.decoders._check_whole import check_whole
from benchmark.decoders._quiet import quiet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models import Images

_MOST_FRAMES = 1000
_MP4 = {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}


@dataclass(frozen=True)
class Clip(Decoder):
    """Frames of a clip, in RGB, the right way up: those in the middle of equal parts.

    So Temporal Segment Networks are tested (Wang et al., ECCV 2016). Parts are equal in frames,
    not in seconds, where a camera's rate varies; of a clip with fewer frames than are asked for,
    frames are taken again. All frames are decoded, on one thread and without help of a graphics
    card, so they are the same each time. A clip is refused if its end is missing or no frame can
    be decoded; broken frames among good ones are passed over, as players do.

    Args:
        frames: How many images each clip gives. They make up one group.
    """

    endings: ClassVar[dict[str, str]] = {
        ".avi": "AVI",
        ".m4v": "MP4",
        ".mkv": "MKV",
        ".mov": "MP4",
        ".mp4": "MP4",
        ".webm": "MKV",
    }

    frames: int = 8

    def __post_init__(self) -> None:
        """Refuse settings that mean nothing."""
        if not 0 < self.frames <= _MOST_FRAMES:
            raise ValueError(f"expected 1 to {_MOST_FRAMES} frames, received {self.frames}")

    @property
    def parts(self) -> int:
        """How many images each clip gives."""
        return self.frames

    def head(self, data: bytes) -> Head:
        """Decode the first frame: what the header says of its size may be of another position."""
        good, frame = _opened(data).read()
        if not good:
            raise _unreadable()
        return Head(_container(data), frame.shape[0], frame.shape[1], 3)

    def decode(self, data: bytes) -> Sequence[Images]:
        """Decode the frames in the middle of equal parts."""
        import cv2

        video = _opened(data)
        promised = max(0, int(video.get(cv2.CAP_PROP_FRAME_COUNT)))
        n, taken = _take(video, self._places(promised))
        if n != promised:  # the header was wrong, or has no number
            n, taken = _take(_opened(data), self._places(n))
        if not n:
            raise _unreadable()
        return [taken[place] for place in self._places(n)]

    def _places(self, n: int) -> list[int]:
        return [(2 * part + 1) * n // (2 * self.frames) for part in range(self.frames)]


def _take(video: Any, places: list[int]) -> tuple[int, dict[int, Images]]:
    """Go through a clip; give how many frames it has and those at some places."""
    import cv2

    n, wanted, taken = 0, set(places), {}
    while video.grab():
        if n in wanted:
            good, frame = video.retrieve()
            if not good:
                raise DamagedError("corrupt", f"frame {n:,} cannot be decoded")
            taken[n] = np.ascontiguousarray(cv2.cvtColor(frame, cv2.COLOR_BGR2RGB))
        n += 1
    return n, taken


def _opened(data: bytes) -> Any:
    """Open a clip; only what begins as one reaches FFmpeg, which also follows playlists."""
    import cv2

    if not data:
        raise DamagedError("empty", "0 bytes")
    if not _container(data):
        raise DamagedError("not a video", f"begins with {data[:12]!r}")
    check_whole(data)
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")  # it writes about each broken frame
    quiet()
    how = [cv2.CAP_PROP_N_THREADS, 1, cv2.CAP_PROP_HW_ACCELERATION, cv2.VIDEO_ACCELERATION_NONE]
    # Never release() it: OpenCV 4.14 lets go of the bytes there without holding Python's lock.
    video = cv2.VideoCapture(BytesIO(data), cv2.CAP_FFMPEG, how)
    if not video.isOpened():
        raise DamagedError("corrupt", f"begins as {_container(data)}, but cannot be opened")
    sides = (cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT)
    width, height = (int(video.get(each)) for each in sides)
    check_size(height, width)
    return video


def _container(data: bytes) -> str:
    """Name the format by its beginning; nothing for what is no clip."""
    if data[:4] == b"RIFF" and data[8:12] == b"AVI ":
        return "AVI"
    if data[:4] == b"\x1a\x45\xdf\xa3":
        return "MKV"
    return "MP4" if data[4:8] in _MP4 else ""


def _unreadable() -> DamagedError:
    return DamagedError("corrupt", "none of its frames can be decoded")
