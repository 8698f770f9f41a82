import struct
import zlib

import cv2
import numpy as np
import pytest
from samples import clip, sound

from benchmark.collect import DECODERS
from benchmark.image_file import read_image
from benchmark.usage_error import UsageError

GREY = np.arange(0, 240, 5, dtype=np.uint8).reshape(6, 8)
RGB = np.dstack([GREY, np.full_like(GREY, 50), 255 - GREY])


def write(path, pixels):
    cv2.imwrite(str(path), pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR))
    return path


def read(path, shape, rule="stretch"):
    (image,), note = read_image(path, shape, rule)
    return image, note


def png(header, *chunks):
    parts = [(b"IHDR", struct.pack(">IIBBBBB", *header, 0, 0, 0)), *chunks, (b"IEND", b"")]
    lengths = [struct.pack(">I", len(data)) for _, data in parts]
    sums = [struct.pack(">I", zlib.crc32(name + data)) for name, data in parts]
    bodies = [name + data for name, data in parts]
    joined = b"".join(map(b"".join, zip(lengths, bodies, sums, strict=True)))
    return b"\x89PNG\r\n\x1a\n" + joined


@pytest.mark.parametrize("ending", ["png", "bmp", "tiff"])
def test_pixels_come_back(tmp_path, ending):
    image, note = read(write(tmp_path / f"a.{ending}", RGB), (6, 8, 3))
    np.testing.assert_array_equal(image, RGB)
    image, _ = read(write(tmp_path / f"b.{ending}", GREY), (6, 8, 1))
    np.testing.assert_array_equal(image, GREY[..., None])
    assert (image.dtype, note) == (np.uint8, "")


@pytest.mark.parametrize("ending", ["jpg", "webp"])
def test_lossy_pixels_come_back_nearly(tmp_path, ending):
    flat = np.full((16, 16, 3), (200, 100, 20), np.uint8)
    image, _ = read(write(tmp_path / f"a.{ending}", flat), (16, 16, 3))
    assert np.abs(image.astype(int) - flat).max() <= 3


def test_grey_becomes_rgb_and_rgb_becomes_grey(tmp_path):
    image, _ = read(write(tmp_path / "grey.png", GREY), (6, 8, 3))
    np.testing.assert_array_equal(image, np.dstack([GREY] * 3))
    image, _ = read(write(tmp_path / "rgb.png", RGB), (6, 8, 1))
    luminance = RGB @ np.array([0.299, 0.587, 0.114])
    assert np.abs(image[..., 0] - luminance).max() <= 1


def test_sixteen_bits_become_eight(tmp_path):
    sixteen = np.array([[0, 128, 129, 32_768, 65_535]], np.uint16)
    image, _ = read(write(tmp_path / "a.png", sixteen), (1, 5, 1))
    assert image.ravel().tolist() == [0, 0, 1, 128, 255]


def test_what_is_transparent_is_blended_with_white_and_said(tmp_path):
    pixels = np.array([[[0, 0, 0, 0], [10, 20, 30, 255], [0, 0, 0, 51]]], np.uint8)  # BGRA
    cv2.imwrite(str(tmp_path / "a.png"), pixels)
    image, note = read(tmp_path / "a.png", (1, 3, 3))
    assert image.tolist() == [[[255, 255, 255], [30, 20, 10], [204, 204, 204]]]
    assert note == "its transparency was blended with white"
    pixels[..., 3] = 255
    cv2.imwrite(str(tmp_path / "a.png"), pixels)
    assert read(tmp_path / "a.png", (1, 3, 3))[0].tolist() == pixels[..., 2::-1].tolist()


def test_a_palette_and_single_bits_are_read(tmp_path):
    palette = (b"PLTE", bytes([1, 2, 3, 4, 5, 6])), (b"IDAT", zlib.compress(bytes([0, 0, 1])))
    (tmp_path / "palette.png").write_bytes(png((2, 1, 8, 3), *palette))
    image, _ = read(tmp_path / "palette.png", (1, 2, 3))
    assert image.tolist() == [[[1, 2, 3], [4, 5, 6]]]
    bits = (b"IDAT", zlib.compress(bytes([0, 0b01000000])))
    (tmp_path / "bits.png").write_bytes(png((2, 1, 1, 0), bits))
    assert read(tmp_path / "bits.png", (1, 2, 1))[0].ravel().tolist() == [0, 255]


def test_a_picture_that_says_how_it_is_turned_is_put_upright(tmp_path):
    # Orientation 6: the camera was turned, rotate by 90 degrees clockwise.
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    halves = np.repeat([[0, 255]], 16, axis=0).repeat(8, axis=1).astype(np.uint8)
    plain = cv2.imencode(".jpg", halves)[1].tobytes()
    marker = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    (tmp_path / "a.jpg").write_bytes(plain[:2] + marker + plain[2:])
    image, _ = read(tmp_path / "a.jpg", (16, 16, 1))
    assert image[:7].max() < 20
    assert image[9:].min() > 235


def test_a_picture_is_brought_to_its_size(tmp_path):
    checks = np.kron(np.array([[0, 200], [100, 40]], np.uint8), np.ones((4, 6), np.uint8))
    image, _ = read(write(tmp_path / "a.png", checks), (2, 2, 1))
    assert image[..., 0].tolist() == [[0, 200], [100, 40]]
    assert read(tmp_path / "a.png", (20, 30, 3))[0].shape == (20, 30, 3)


def test_the_rule_decides_what_becomes_of_another_shape(tmp_path):
    path = write(tmp_path / "a.png", np.array([[0, 10, 20, 30], [40, 50, 60, 70]], np.uint8))
    made = {rule: read(path, (2, 2, 1), rule)[0] for rule in ("crop", "pad", "stretch")}
    assert made["crop"][..., 0].tolist() == [[10, 20], [50, 60]]
    assert made["pad"][..., 0].tolist() == [[25, 45], [0, 0]]
    assert made["stretch"][..., 0].tolist() == [[5, 25], [45, 65]]


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    with pytest.raises(UsageError, match=r"cannot read .*none.png: No such file or directory"):
        read(tmp_path / "none.png", (8, 8, 1))
    with pytest.raises(UsageError, match=r"cannot read .*: Is a directory"):
        read(tmp_path, (8, 8, 1))


HUGE = png((60_000, 60_000, 8, 0), (b"IDAT", b""))


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"", "empty: 0 bytes"), (b"hello", "not an image"), (HUGE, "too large: 60,000 by 60,000")],
    ids=["empty", "text", "huge"],
)
def test_what_is_no_image_is_named(tmp_path, data, kind):
    (tmp_path / "a.png").write_bytes(data)
    with pytest.raises(UsageError, match=rf"cannot use .*a.png: {kind}"):
        read(tmp_path / "a.png", (8, 8, 1))


@pytest.mark.parametrize("ending", ["png", "jpg", "bmp", "tiff", "webp"])
def test_a_file_that_was_cut_short_is_refused(tmp_path, ending):
    noise = np.random.default_rng(0).integers(0, 256, (40, 40, 3), np.uint8)
    path = write(tmp_path / f"a.{ending}", noise)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 3 // 4])
    with pytest.raises(UsageError, match=r"cannot use .*a.\w+: (truncated|corrupt): "):
        read(path, (8, 8, 3))


def test_numbers_that_are_no_pixels_are_refused(tmp_path):
    cv2.imwrite(str(tmp_path / "a.tiff"), np.ones((4, 4), np.float32))
    with pytest.raises(UsageError, match=r"a.tiff: unsupported: expected .*, received float32"):
        read(tmp_path / "a.tiff", (4, 4, 1))


@pytest.mark.parametrize(
    ("files", "spec", "n"), [(sound, "sound(seconds=0.5)", 1), (clip, "clip(frames=3)", 3)]
)
def test_sounds_and_clips_are_what_their_decoder_makes_of_them(files, spec, n, tmp_path):
    name, data = next(iter(files.files().items()))
    (tmp_path / name).write_bytes(data)
    expected = np.stack(DECODERS.make(spec).decode(data))
    images, _ = read_image(tmp_path / name, expected.shape[1:], "crop", spec)
    assert len(images) == n
    np.testing.assert_array_equal(images, expected)


def test_without_a_decoder_the_ending_decides(tmp_path):
    name, data = next(iter(sound.files().items()))
    (tmp_path / name).write_bytes(data)
    expected = np.stack(DECODERS.make("sound").decode(data))
    images, note = read_image(tmp_path / name, expected.shape[1:], "crop")
    np.testing.assert_array_equal(images, expected)
    assert note == "2 channels became their mean; 8000 Hz became 22050; silence made it 5 s long"
