"""Keep libraries from saying on the error stream what we say of a damaged file."""

from __future__ import annotations

import logging
import re
import warnings
from contextlib import suppress
from functools import cache

_BY_PILLOW = ("ignore", None, Warning, re.compile("PIL"), 0)


def quiet() -> None:
    """Silence Pillow, OpenCV and libtiff; it costs nothing to ask again."""
    if _BY_PILLOW not in warnings.filters:
        warnings.filterwarnings("ignore", module="PIL")
    _libraries()


@cache
def _libraries() -> None:
    from ctypes import CDLL

    import cv2
    from PIL import _imaging

    logging.getLogger("PIL").addHandler(logging.NullHandler())
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    with suppress(OSError, AttributeError):  # a Pillow without libtiff
        CDLL(_imaging.__file__).TIFFSetErrorHandler(None)  # Pillow leaves it to print
