"""Every decoder on disk keeps the contract of `Decoder`, whatever it is given."""

from functools import cache
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from benchmark.damaged_error import DAMAGES, DamagedError
from benchmark.plugins import DECODERS

SAMPLES = {name: import_module(f"samples.{name}") for name in DECODERS.names}
files = cache(lambda name: SAMPLES[name].files())
every_decoder = pytest.mark.parametrize("name", DECODERS.names)
every_file = pytest.mark.parametrize(
    ("name", "file"), [(name, file) for name in DECODERS.names for file in files(name)]
)


@every_decoder
def test_endings_are_lower_case_and_of_no_other_decoder(name):
    endings = DECODERS.make(name).endings
    assert endings
    assert all(each.startswith(".") and each == each.lower() for each in endings)
    for other in set(DECODERS.names) - {name}:
        assert not set(endings) & set(DECODERS.make(other).endings)


@every_decoder
def test_there_is_a_sample_of_every_format(name):
    decoder = DECODERS.make(name)
    found = {decoder.head(data).format for data in files(name).values()}
    assert found == set(decoder.endings.values())


@every_file
def test_the_head_says_what_comes(name, file):
    decoder, data = DECODERS.make(name), files(name)[file]
    head = decoder.head(data)
    assert head.format == decoder.endings[Path(file).suffix.lower()]
    images = decoder.decode(data)
    assert len(images) == decoder.parts
    for image in images:
        assert image.dtype == np.uint8
        assert image.shape == (head.height, head.width, head.channels)
        assert head.channels in {1, 3}


@every_file
def test_a_file_gives_the_same_each_time(name, file):
    decoder, data = DECODERS.make(name), files(name)[file]
    once, again = decoder.decode(data), DECODERS.make(name).decode(data)
    np.testing.assert_array_equal(np.stack(once), np.stack(again))


def outcome(decoder, data):
    """Decode what may be damaged; give the kinds of damage, and see that nothing else is wrong."""
    kinds = []
    for ask in (decoder.head, decoder.decode):
        try:
            found = ask(data)
        except DamagedError as damaged:
            found = damaged
        if isinstance(found, DamagedError):
            assert found.kind in DAMAGES
            assert str(found)
            kinds.append(found.kind)
        elif ask == decoder.decode:
            assert {image.dtype for image in found} == {np.dtype(np.uint8)}
            assert {image.ndim for image in found} == {3}
    return kinds


@every_decoder
def test_no_bytes_are_empty(name):
    assert outcome(DECODERS.make(name), b"") == ["empty", "empty"]


@every_decoder
@pytest.mark.parametrize(
    "data",
    [
        b"hello",
        b"<!DOCTYPE html><html><body>404 Not Found</body></html>",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        b"PK\x03\x04" + bytes(60),
        b"\x1f\x8b\x08" + bytes(60),
        b"\x7fELF" + bytes(60),
        bytes(2000),
    ],
    ids=["text", "page", "pdf", "zip", "gzip", "program", "zeros"],
)
def test_something_else_is_said_to_be_something_else(name, data):
    kind = {"clip": "not a video", "sound": "not a sound"}.get(name, "not an image")
    assert outcome(DECODERS.make(name), data) == [kind, kind]


@every_decoder
def test_noise_is_refused(name, capfd):
    rng = np.random.default_rng(0)
    decoder = DECODERS.make(name)
    starts = [b"", *{data[:k] for data in files(name).values() for k in (4, 8, 16, 32)}]
    for start in starts:
        for length in (1, 30, 1000):
            outcome(decoder, start + rng.bytes(length))
    assert capfd.readouterr() == ("", "")


@every_file
def test_a_file_that_ends_early_is_refused_or_whole(name, file, capfd):
    decoder, data = DECODERS.make(name), files(name)[file]
    for end in np.unique(np.linspace(0, len(data) - 1, 40, dtype=int)):
        kinds = outcome(decoder, data[:end])
        if end < len(data) // 2:
            assert kinds, end
    assert capfd.readouterr() == ("", "")


@every_file
def test_bits_that_flip_do_no_more_than_damage(name, file, capfd):
    decoder, data = DECODERS.make(name), files(name)[file]
    rng = np.random.default_rng(1)
    for number in range(60):
        damaged = bytearray(data)
        within = len(data) if number % 2 else min(len(data), 80)  # in the header, too
        for place in rng.integers(0, within, 1 + number % 4):
            damaged[place] ^= 1 << rng.integers(8)
        outcome(decoder, bytes(damaged))
    assert capfd.readouterr() == ("", "")
