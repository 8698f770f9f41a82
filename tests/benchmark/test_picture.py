"""Pictures of all kinds, against other programs and pixels made by hand."""

import subprocess
import sys
import zlib

import cv2
import numpy as np
import pytest
from PIL import Image
from samples.damaged import DAMAGED, chunk, png
from samples.picture import ALPHA, GREY, RGB, exif, files, of_opencv, saved

from benchmark.damaged_error import DamagedError
from benchmark.decoders.picture import Picture

FILES = files()
WIDE = np.arange(0, 65536, 1366, dtype=np.uint16)[:48].reshape(6, 8)
WIDE_RGB = np.dstack([WIDE, WIDE[::-1], WIDE[:, ::-1]])


def decoded(data):
    (image,) = Picture().decode(data)
    return image


def note(data):
    return Picture().head(data).note


def by_opencv(data):
    """Decode by the other library, in RGB, the right way up."""
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_ANYCOLOR)
    return pixels[..., None] if pixels.ndim == 2 else pixels[..., ::-1]


def png_of(pixels, colours):
    """Write a PNG of 16 bits by hand."""
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in pixels)
    return png((*pixels.shape[1::-1], 16, colours), (b"IDAT", zlib.compress(rows)))


def on_white(values, alpha):
    """Blend in float64; values and alpha count from 0 to 255."""
    opaque = (alpha / 255)[..., None]
    return np.round(values * opaque + 255 * (1 - opaque))


@pytest.mark.parametrize(
    "file",
    [
        *(f"{kind}.{end}" for kind in ("grey", "rgb") for end in ("png", "bmp")),
        "rgb.tiff",
        "deflate.tif",
        "lzw.tif",
        "packbits.tif",
        "rgb.ppm",
        "grey.pgm",
    ],
)
def test_pixels_come_back(file):
    expected = GREY[..., None] if file.split(".")[0] in {"grey", "lzw", "packbits"} else RGB
    np.testing.assert_array_equal(decoded(FILES[file]), expected)
    assert note(FILES[file]) == ""


@pytest.mark.parametrize("file", ["grey.jpg", "rgb.jpeg", "progressive.jpg", "full-colour.jpe"])
def test_a_jpeg_is_what_opencv_makes_of_it(file):
    np.testing.assert_array_equal(decoded(FILES[file]), by_opencv(FILES[file]))


@pytest.mark.parametrize("kind", range(1, 9))
def test_a_jpeg_is_put_upright_as_opencv_does(kind):
    data = FILES[f"turned-{kind}.jpg"]
    np.testing.assert_array_equal(decoded(data), by_opencv(data))
    assert note(data) == ("it was turned as its camera noted" if kind > 1 else "")


UPRIGHT = {
    1: lambda pixels: pixels,
    2: np.fliplr,
    3: lambda pixels: np.rot90(pixels, 2),
    4: np.flipud,
    5: lambda pixels: pixels.swapaxes(0, 1),
    6: lambda pixels: np.rot90(pixels, -1),
    7: lambda pixels: np.rot90(pixels, 2).swapaxes(0, 1),
    8: np.rot90,
}


@pytest.mark.parametrize("kind", UPRIGHT)
@pytest.mark.parametrize("ending", ["PNG", "TIFF", "WEBP"])
def test_other_pictures_are_put_upright(kind, ending):
    settings = {"lossless": True} if ending == "WEBP" else {}
    data = saved(Image.fromarray(RGB), ending, exif=exif(kind), **settings)
    np.testing.assert_array_equal(decoded(data), UPRIGHT[kind](RGB))
    head = Picture().head(data)
    assert (head.height, head.width) == UPRIGHT[kind](RGB).shape[:2]


@pytest.mark.parametrize("kind", UPRIGHT)
def test_colours_of_sixteen_bits_are_put_upright(kind):
    plain, camera = of_opencv(".png", WIDE_RGB[..., ::-1]), chunk(b"eXIf", exif(kind)[6:])
    data = plain[:33] + camera + plain[33:]
    np.testing.assert_array_equal(decoded(data), UPRIGHT[kind](np.round(WIDE_RGB / 257)))
    head = Picture().head(data)
    assert (head.height, head.width) == UPRIGHT[kind](WIDE_RGB).shape[:2]


def test_a_camera_that_says_nonsense_is_not_minded():
    data = saved(Image.fromarray(RGB), "PNG", exif=exif(9))
    np.testing.assert_array_equal(decoded(data), RGB)
    assert note(data) == ""


@pytest.mark.parametrize("ending", [".png", ".tiff", ".pgm"])
def test_grey_of_sixteen_bits_is_rounded(ending):
    data = of_opencv(ending, WIDE)
    np.testing.assert_array_equal(decoded(data)[..., 0], np.round(WIDE / 257))
    assert note(data) == "16 bits became 8"


def test_sixteen_bits_by_hand():
    data = png_of(np.array([[0, 128, 129, 32_768, 65_535]], np.uint16)[..., None], 0)
    assert decoded(data).ravel().tolist() == [0, 0, 1, 128, 255]


@pytest.mark.parametrize("ending", [".png", ".tiff"])
def test_colours_of_sixteen_bits_are_rounded(ending):
    data = of_opencv(ending, WIDE_RGB[..., ::-1])
    np.testing.assert_array_equal(decoded(data), np.round(WIDE_RGB / 257))
    assert note(data) == "16 bits became 8"


@pytest.mark.parametrize("colours", [4, 6])
def test_sixteen_bits_with_transparency_are_blended(colours):
    values = WIDE[..., None] if colours == 4 else WIDE_RGB
    data = png_of(np.dstack([values, WIDE[::-1]]), colours)
    expected = on_white(values / 257, WIDE[::-1] / 257)
    np.testing.assert_array_equal(decoded(data), expected)
    head = Picture().head(data)
    assert head.channels == values.shape[2]
    assert head.note == "16 bits became 8; its transparency was blended with white"


@pytest.mark.parametrize(("file", "channels"), [("la.png", 1), ("rgba.png", 3), ("exact.webp", 3)])
def test_transparency_is_blended_with_white(file, channels):
    values = (GREY[..., None] if channels == 1 else RGB).astype(float)
    image = decoded(FILES[file])
    assert image.shape[2] == channels
    assert np.abs(image - on_white(values, ALPHA)).max() <= 1
    assert note(FILES[file]) == "its transparency was blended with white"


def test_a_colour_and_a_grey_that_stand_for_nothing_become_white():
    for file, values in (
        ("see-through-colour.png", RGB),
        ("see-through-grey.png", GREY[..., None]),
    ):
        expected = np.where((values == values[0, 0]).all(2, keepdims=True), 255, values)
        np.testing.assert_array_equal(decoded(FILES[file]), expected)
    wide = WIDE[..., None]
    data = png_of(wide, 0)
    data = data[:33] + chunk(b"tRNS", wide[2, 2].astype(">u2").tobytes()) + data[33:]
    expected = np.where(WIDE[2, 2] == WIDE, 255, np.round(WIDE / 257))
    np.testing.assert_array_equal(decoded(data)[..., 0], expected)


PIXELS = (b"IDAT", zlib.compress(bytes([0, 0, 1, 0])))  # a row of three


def test_a_palette_becomes_colours():
    data = png((3, 1, 8, 3), (b"PLTE", bytes([1, 2, 3, 4, 5, 6])), PIXELS)
    assert decoded(data).tolist() == [[[1, 2, 3], [4, 5, 6], [1, 2, 3]]]
    assert note(data) == "its palette became colours"


def test_a_palette_of_greys_becomes_grey():
    data = png((3, 1, 8, 3), (b"PLTE", bytes([7, 7, 7, 9, 9, 9])), PIXELS)
    assert decoded(data).tolist() == [[[7], [9], [7]]]


def test_a_palette_with_transparency_is_blended():
    half = (b"tRNS", bytes([0, 51]))
    data = png((3, 1, 8, 3), (b"PLTE", bytes([0, 0, 0, 0, 5, 10])), half, PIXELS)
    assert decoded(data).tolist() == [[[255] * 3, [204, 205, 206], [255] * 3]]
    data = png((3, 1, 8, 3), (b"PLTE", bytes([0, 0, 0, 10, 10, 10])), half, PIXELS)
    assert decoded(data).tolist() == [[[255], [206], [255]]]
    words = "its palette became colours; its transparency was blended with white"
    assert note(data) == words


def test_single_bits_and_pairs_of_bits_are_black_to_white():
    data = png((3, 1, 1, 0), (b"IDAT", zlib.compress(bytes([0, 0b01000000]))))
    assert decoded(data).ravel().tolist() == [0, 255, 0]
    data = png((4, 1, 2, 0), (b"IDAT", zlib.compress(bytes([0, 0b00011011]))))
    assert decoded(data).ravel().tolist() == [0, 85, 170, 255]


@pytest.mark.parametrize("file", ["cmyk.JPG", "cmyk.tif"])
def test_cmyk_becomes_rgb(file):
    # Made from RGB without black, so that what is lost is what the encoder rounds.
    assert np.abs(decoded(FILES[file]).astype(int) - RGB).mean() < 4
    assert note(FILES[file]) == "CMYK became RGB"


@pytest.mark.parametrize("file", ["moving.gif", "moving.webp"])
def test_the_first_of_several_frames_counts(file):
    assert np.abs(decoded(FILES[file]).astype(int) - RGB).mean() < 6
    assert np.abs(decoded(FILES[file]).astype(int) - np.roll(RGB, 5, 0)).mean() > 12
    assert "the first of 3 pictures was taken" in note(FILES[file])


@pytest.mark.parametrize(("file", "most"), [("rgb.gif", 3), ("rgb.webp", 6), ("jpeg.tif", 6)])
def test_lossy_pixels_come_back_nearly(file, most):
    assert np.abs(decoded(FILES[file]).astype(int) - RGB).mean() < most


def test_a_webp_is_what_opencv_makes_of_it():
    np.testing.assert_array_equal(decoded(FILES["rgb.webp"]), by_opencv(FILES["rgb.webp"]))


@pytest.mark.parametrize(("data", "kind"), DAMAGED.values(), ids=DAMAGED)
def test_damage_has_its_kind(data, kind):
    with pytest.raises(DamagedError) as caught:
        decoded(data)
    assert caught.value.kind == kind


def test_the_limit_is_at_a_hundred_megapixels():
    assert Picture().head(png((10_000, 10_000, 8, 0), (b"IDAT", b""))).height == 10_000
    for ask in (Picture().head, Picture().decode):
        with pytest.raises(DamagedError, match="10,000 by 10,001 pixels") as caught:
            ask(png((10_000, 10_001, 8, 0), (b"IDAT", b"")))
        assert caught.value.kind == "too large"


LOUD = """
import sys
from pathlib import Path
from benchmark.damaged_error import DamagedError
from benchmark.decoders.picture import Picture
for path in Path(sys.argv[1]).iterdir():
    for ask in (Picture().head, Picture().decode):
        try:
            ask(path.read_bytes())
        except DamagedError:
            print("damaged")
"""


def test_libraries_say_nothing(tmp_path):
    rng = np.random.default_rng(2)
    for file, data in FILES.items():
        for number in range(8):
            spoilt = bytearray(data)
            spoilt[rng.integers(4, len(data))] ^= 255
            (tmp_path / f"{number}-{file}").write_bytes(spoilt)
    command = [sys.executable, "-c", LOUD, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.count("damaged") > 100
