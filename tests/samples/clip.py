"""One short clip of each format."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np

CODECS = {"a.avi": "MJPG", "a.mkv": "FFV1", "a.mp4": "mp4v"}


def files():
    """Give files by name: what they hold is good."""
    # FFmpeg asks once in a process how much to say, and writing comes before reading here.
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
    with TemporaryDirectory() as folder:
        return {name: _written(Path(folder) / name, codec) for name, codec in CODECS.items()}


def _written(path, codec):
    file = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*codec), 10, (64, 48))
    for level in range(20, 220, 20):
        file.write(np.full((48, 64, 3), level, np.uint8))
    file.release()
    return path.read_bytes()
