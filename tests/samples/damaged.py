"""Files that are damaged, by what was done to them, with the kind of damage to be found."""

import struct
import zlib

import numpy as np
from PIL import Image
from samples.picture import exif, saved


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(header, *chunks):
    joined = b"".join(chunk(*each) for each in chunks)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", *header, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + joined + chunk(b"IEND", b"")


NOISE = np.random.default_rng(0).integers(0, 256, (60, 60, 3), np.uint8)


def cut(kind, **settings):
    data = saved(Image.fromarray(NOISE), kind, **settings)
    return data[: len(data) * 2 // 3]


def broken_png():
    data = bytearray(saved(Image.fromarray(NOISE), "PNG"))
    data[len(data) // 2] ^= 255
    return bytes(data)


def flipped_in_the_stream():
    """Break zlib's stream below checksums that are right."""
    stream = bytearray(zlib.compress(b"".join(b"\0" + row.tobytes() for row in NOISE)))
    stream[20:400] = b"\xff" * 380
    return png((60, 60, 8, 2), (b"IDAT", bytes(stream)))


DAMAGED = {
    "jpeg": (cut("JPEG"), "truncated"),
    "png": (cut("PNG"), "truncated"),
    "bmp": (cut("BMP"), "truncated"),
    "gif": (cut("GIF"), "truncated"),
    "tiff": (cut("TIFF"), "truncated"),
    "webp": (cut("WEBP"), "corrupt"),  # the library does not say how
    "turned": (cut("JPEG", exif=exif(6)), "truncated"),
    "checksum": (broken_png(), "corrupt"),
    "stream": (flipped_in_the_stream(), "corrupt"),
    "header": (saved(Image.fromarray(NOISE), "PNG")[:20], "truncated"),
    "float": (saved(Image.fromarray(np.ones((4, 4), np.float32)), "TIFF"), "unsupported"),
    "huge": (png((60_000, 60_000, 8, 0), (b"IDAT", b"")), "too large"),
    "pdf": (b"%PDF-1.7\n" + bytes(99), "not an image"),
}
