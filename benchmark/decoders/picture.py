"""Pictures: PNG, JPEG, BMP, TIFF, WebP, GIF and what else Pillow knows of these kinds."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, ClassVar

from benchmark.damaged_error import DamagedError
from benchmark.decoders._base import Decoder, Head
from benchmark.decoders._check_size import check_size
from benchmark.decoders._jpeg import decode_jpeg, head_of_jpeg
from benchmark.decoders._modes import to_bytes, what_changes
from benchmark.decoders._png import check_png
from benchmark.decoders._quiet import quiet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL.Image import Image

    from models import Images

_CUT = ("truncated", "end of", "not enough", "requires a buffer")
_KINDS = ("BMP", "GIF", "JPEG", "PNG", "PPM", "TIFF", "WEBP")


@dataclass(frozen=True)
class Picture(Decoder):
    """The first picture of a file, the right way up, in 8 bits, grey or RGB.

    Sixteen bits become eight by rounding; a palette becomes its colours, or grey where it has no
    others; CMYK becomes RGB by Pillow's rule; what is transparent is blended with white, as a
    browser shows it; what a camera notes of its position is minded; of several frames or pages
    the first counts. Pictures of more than 100 megapixels are refused before they are decoded.
    """

    endings: ClassVar[dict[str, str]] = {
        ".bmp": "BMP",
        ".gif": "GIF",
        ".jpe": "JPEG",
        ".jpeg": "JPEG",
        ".jpg": "JPEG",
        ".pgm": "PPM",
        ".png": "PNG",
        ".pnm": "PPM",
        ".ppm": "PPM",
        ".tif": "TIFF",
        ".tiff": "TIFF",
        ".webp": "WEBP",
    }

    def head(self, data: bytes) -> Head:
        """Read the header."""
        if quick := head_of_jpeg(data):
            check_size(quick.height, quick.width)
            return quick
        with _opened(data) as image, _explained():
            changes = what_changes(image, data)
            size = image.size[::-1] if changes.turned else image.size
            kind = "JPEG" if image.format == "MPO" else str(image.format)
            return Head(kind, size[1], size[0], changes.channels, changes.note)

    def decode(self, data: bytes) -> Sequence[Images]:
        """Decode the first picture."""
        if (quick := head_of_jpeg(data)) is not None:
            check_size(quick.height, quick.width)
            if (pixels := decode_jpeg(data, quick.channels)) is not None:
                return [pixels]
        with _opened(data) as image, _explained():
            if image.format == "PNG":
                check_png(data)
            return [to_bytes(image, data)]


@contextmanager
def _opened(data: bytes) -> Iterator[Image]:
    from PIL import Image, UnidentifiedImageError

    if not data:
        raise DamagedError("empty", "0 bytes")
    quiet()
    # Pillow warns from 89 megapixels on; ours is a refusal, and comes before anything is decoded.
    Image.MAX_IMAGE_PIXELS = None
    with _explained():
        try:
            image = Image.open(BytesIO(data), formats=_KINDS)
        except UnidentifiedImageError:
            raise _unidentified(data) from None
    with image:
        check_size(image.height, image.width)
        yield image


@contextmanager
def _explained() -> Iterator[None]:
    """Turn what Pillow says of a broken file into its kind."""
    try:
        yield
    except DamagedError:
        raise
    except Exception as error:
        said = str(error) or type(error).__name__
        cut = isinstance(error, EOFError) or any(word in said.lower() for word in _CUT)
        raise DamagedError("truncated" if cut else "corrupt", said) from error


_SIGNATURES = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG": "PNG",
    b"GIF8": "GIF",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"BM": "BMP",
}


def _unidentified(data: bytes) -> DamagedError:
    """Say whether it begins as a picture does, or is something else."""
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            return DamagedError("corrupt", f"begins as {kind}, but its header cannot be read")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return DamagedError("corrupt", "begins as WEBP, but its header cannot be read")
    return DamagedError("not an image", f"begins with {data[:12]!r}")
