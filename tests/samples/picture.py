"""One small picture of each kind that people have."""

from io import BytesIO

import cv2
import numpy as np
from PIL import Image

HEIGHT, WIDTH = 12, 17
_RNG = np.random.default_rng(3)
RGB = cv2.GaussianBlur(_RNG.integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8), (0, 0), 2)
GREY = RGB[..., 1].copy()
ALPHA = np.linspace(0, 255, HEIGHT * WIDTH).astype(np.uint8).reshape(HEIGHT, WIDTH)


def saved(image, kind, **settings):
    data = BytesIO()
    image.save(data, kind, **settings)
    return data.getvalue()


def exif(orientation):
    notes = Image.Exif()
    notes[0x0112] = orientation
    return notes.tobytes()


def of_opencv(ending, pixels, *settings):
    return cv2.imencode(ending, pixels, list(settings))[1].tobytes()


def files():
    """Give files by name: what they hold is good."""
    grey, rgb = Image.fromarray(GREY), Image.fromarray(RGB)
    rgba = rgb.copy()
    rgba.putalpha(Image.fromarray(ALPHA))
    la = grey.copy()
    la.putalpha(Image.fromarray(ALPHA))
    palette = rgb.quantize(16)
    grey_palette = rgb.quantize(2)
    grey_palette.putpalette([10, 10, 10, 200, 200, 200])
    sixteen = GREY.astype(np.uint16) * 255 + 100
    colours = RGB.astype(np.uint16) * 255 + 100
    frames = [Image.fromarray(np.roll(RGB, 5 * k, 0)) for k in range(3)]
    found = {
        "grey.png": saved(grey, "PNG"),
        "rgb.png": saved(rgb, "PNG"),
        "rgba.png": saved(rgba, "PNG"),
        "la.png": saved(la, "PNG"),
        "bits.png": saved(grey.convert("1"), "PNG"),
        "palette.png": saved(palette, "PNG"),
        "grey-palette.png": saved(grey_palette, "PNG"),
        "see-through-palette.png": saved(palette, "PNG", transparency=3),
        "see-through-grey-palette.png": saved(grey_palette, "PNG", transparency=0),
        "see-through-alphas.png": saved(grey_palette, "PNG", transparency=b"\x10\x80"),
        "see-through-colour.png": saved(rgb, "PNG", transparency=tuple(map(int, RGB[0, 0]))),
        "see-through-grey.png": saved(grey, "PNG", transparency=int(GREY[0, 0])),
        "grey-16.png": of_opencv(".png", sixteen),
        "rgb-16.png": of_opencv(".png", colours),
        "rgba-16.png": of_opencv(".png", np.dstack([colours, sixteen])),
        "turned.png": saved(rgb, "PNG", exif=exif(6)),
        "grey.jpg": saved(grey, "JPEG"),
        "rgb.jpeg": saved(rgb, "JPEG", quality=95),
        "progressive.jpg": saved(rgb, "JPEG", progressive=True),
        "cmyk.JPG": saved(rgb.convert("CMYK"), "JPEG"),
        "full-colour.jpe": saved(rgb, "JPEG", subsampling=0),
        "grey.bmp": saved(grey, "BMP"),
        "rgb.bmp": saved(rgb, "BMP"),
        "bits.bmp": saved(grey.convert("1"), "BMP"),
        "rgb.tiff": saved(rgb, "TIFF"),
        "deflate.tif": saved(rgb, "TIFF", compression="tiff_adobe_deflate"),
        "lzw.tif": saved(grey, "TIFF", compression="tiff_lzw"),
        "packbits.tif": saved(grey, "TIFF", compression="packbits"),
        "jpeg.tif": saved(rgb, "TIFF", compression="jpeg"),
        "cmyk.tif": saved(rgb.convert("CMYK"), "TIFF"),
        "grey-16.tif": of_opencv(".tiff", sixteen),
        "rgb-16.tif": of_opencv(".tiff", colours),
        "turned.tif": saved(rgb, "TIFF", exif=exif(8)),
        "rgb.webp": saved(rgb, "WEBP"),
        "exact.webp": saved(rgba, "WEBP", lossless=True, exact=True),
        "moving.webp": saved(frames[0], "WEBP", save_all=True, append_images=frames[1:]),
        "rgb.gif": saved(rgb, "GIF"),
        "grey.gif": saved(grey, "GIF"),
        "see-through.gif": saved(palette, "GIF", transparency=3),
        "moving.gif": saved(frames[0], "GIF", save_all=True, append_images=frames[1:]),
        "grey.pgm": saved(grey, "PPM"),
        "rgb.ppm": saved(rgb, "PPM"),
        "grey-16.pgm": of_opencv(".pgm", sixteen),
        "rgb-16.ppm": of_opencv(".ppm", colours),
    }
    return found | {f"turned-{k}.jpg": saved(rgb, "JPEG", exif=exif(k)) for k in range(1, 9)}
