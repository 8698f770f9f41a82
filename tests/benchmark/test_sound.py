"""Sounds become spectrograms that agree with other people's, and broken ones are named."""

import json
from io import BytesIO
from zipfile import ZipFile

import numpy as np
import pytest
import soundfile
from program import run_program
from scipy.signal import ShortTimeFFT, get_window

from benchmark.damaged_error import DamagedError
from benchmark.datasets.images import Images
from benchmark.decoders.sound import Sound
from benchmark.plugins import DECODERS
from benchmark.usage_error import UsageError

RATE = 22050


def encoded(samples, rate=RATE, kind="WAV", subtype=None):
    file = BytesIO()
    soundfile.write(file, samples, rate, format=kind, subtype=subtype)
    return file.getvalue()


def tone(hertz, amplitude=1.0, seconds=5.0, rate=RATE):
    return amplitude * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)


def noise(seconds, rate=RATE, channels=1):
    shape = (round(seconds * rate), channels)
    return np.clip(np.random.default_rng(0).normal(0, 0.1, shape), -1, 1)


def only(images):
    (image,) = images
    return image[..., 0].astype(int)


def reference(samples, mels=128, decibels=100):
    """Compute the image with SciPy's transform and TensorFlow's mel bands, as HTK has them."""
    import tensorflow as tf

    window = get_window("hann", 2048)
    transform = ShortTimeFFT(window, 512, RATE, scale_to=None)
    power = np.abs(transform.stft(samples, p0=0, p1=1 + len(samples) // 512)) ** 2
    bands = tf.signal.linear_to_mel_weight_matrix(
        mels, 1025, RATE, 0.0, RATE / 2, dtype=tf.float64
    ).numpy()
    level = 10 * np.log10(bands.T @ power / (window.sum() / 2) ** 2 + 1e-30)
    return np.round(255 * np.clip(1 + level / decibels, 0, 1))[::-1]


def test_a_spectrogram_is_that_of_scipy_and_tensorflow():
    samples = noise(5)[:, 0] + tone(1000, 0.3)
    image = only(Sound().decode(encoded(samples, subtype="DOUBLE")))
    assert image.shape == (128, 216)
    np.testing.assert_allclose(image, reference(samples), rtol=0, atol=1)  # of rounding
    assert 100 < image.mean() < 200


def test_mel_bands_are_those_of_the_htk_book():
    """Compare one of 3 bands with values worked out by hand.

    Up to 8 kHz, 2840.02 mel, their edges lie 710.006 mel apart: the middle one begins at 710.006
    mel, 614.3 Hz, has its peak at 1420.01 mel, 1767.8 Hz, and ends at 2130.02 mel, 3933.6 Hz;
    halfway up, at 1065.01 mel, 1101 Hz, a tone has half the power, 3.01 dB less.
    """
    decoder = Sound(16000, 1.0, 8000, 4000, mels=3, dynamic_range=40.0)  # windows of 2 Hz

    def level(hertz):
        return only(decoder.decode(encoded(tone(hertz, 0.5, 1, 16000), 16000)))[1, 2]

    assert level(1768) - level(1101) == pytest.approx(3.01 / 40 * 255, abs=1)
    assert [level(600), level(3950)] == [0, 0]
    assert min(level(640), level(3900)) > 50


@pytest.mark.parametrize(("hertz", "row"), [(440, 106), (5000, 32)])
def test_a_tone_lights_up_its_row_and_low_ones_lie_at_the_bottom(hertz, row):
    """Count rows by hand: bands lie 3175.9 / 129 = 24.62 mel apart, and the lowest is row 127.

    440 Hz, 549.6 mel, is in the 22nd from below, 5000 Hz, 2363.5 mel, in the 96th.
    """
    middle = only(Sound().decode(encoded(tone(hertz))))[:, 20:-20]
    assert np.unique(middle.argmax(axis=0)).tolist() == [row]
    assert middle[row].min() == 255  # a sine at full scale is white


def test_silence_is_black_and_half_the_amplitude_six_decibels_darker():
    assert only(Sound().decode(encoded(np.zeros(5 * RATE)))).max() == 0
    # Not at full scale, lest white hide it: 20 log10(2) = 6.02 dB, of 100 dB in 255 levels.
    loud, soft = (only(Sound().decode(encoded(tone(5000, level)))) for level in (0.2, 0.1))
    assert loud[32, 100] - soft[32, 100] == pytest.approx(6.02 / 100 * 255, abs=1)


@pytest.mark.parametrize(
    ("kind", "subtype"),
    [("WAV", "FLOAT"), ("WAV", "PCM_24"), ("WAVEX", "PCM_16"), ("FLAC", "PCM_16")],
)
def test_the_format_does_not_matter(kind, subtype):
    samples = np.round(noise(5) * 32768) / 32768
    plain = only(Sound().decode(encoded(samples)))
    other = only(Sound().decode(encoded(samples, kind=kind, subtype=subtype)))
    np.testing.assert_array_equal(plain, other)


def test_ogg_is_nearly_the_same():
    samples = tone(440, 0.5)
    image = only(Sound().decode(encoded(samples, kind="OGG")))
    assert np.unique(image[:, 20:-20].argmax(axis=0)).tolist() == [106]


def test_channels_become_their_mean():
    left, right = tone(440, 0.4), tone(5000, 0.4)
    stereo = Sound().decode(encoded(np.stack([left, right], 1), subtype="DOUBLE"))
    mean = Sound().decode(encoded((left + right) / 2, subtype="DOUBLE"))
    np.testing.assert_array_equal(only(stereo), only(mean))


def test_other_rates_are_brought_to_one():
    """A tone of 5 kHz keeps its row and level; what only the higher rate can hold is removed."""
    for rate in (44100, 48000, 11025, 8000):
        hertz = 5000 if rate > 20000 else 440
        image = only(Sound().decode(encoded(tone(hertz, 0.5, rate=rate), rate)))
        own = only(Sound().decode(encoded(tone(hertz, 0.5))))
        row = 32 if hertz == 5000 else 106
        np.testing.assert_allclose(image[row, 5:-5], own[row, 5:-5], rtol=0, atol=1)
        assert image.shape == (128, 216)
    above = only(Sound().decode(encoded(tone(15000, 0.5, rate=44100), 44100)))
    assert above[:, 5:-5].max() < 90  # of 255: more than 65 dB down


def test_the_middle_of_long_sounds_counts_and_short_ones_stand_in_silence():
    parts = [tone(440, 0.5, 3), tone(5000, 0.5, 1), tone(440, 0.5, 3)]
    long = only(Sound(seconds=1.0).decode(encoded(np.concatenate(parts))))
    assert long.shape == (128, 44)
    assert set(long[:, 3:-3].argmax(axis=0).tolist()) == {32}
    short = only(Sound().decode(encoded(tone(5000, 0.5, 1))))
    lit = np.flatnonzero(short[32] > 128)
    assert short.shape == (128, 216)
    assert (lit.min() + lit.max()) / 2 == pytest.approx(107.7, abs=1)  # the middle of 5 s
    assert np.ptp(lit) == pytest.approx(44, abs=4)
    assert short[:, :80].max() == 0


def test_the_head_says_what_will_come():
    decoder = Sound()
    for data, kind, note in (
        (encoded(noise(5)), "WAV", ""),
        (encoded(noise(5), kind="FLAC"), "FLAC", ""),
        (encoded(noise(2), kind="OGG"), "OGG", "silence made it 5 s long"),
        (
            encoded(noise(6, 8000, 2), 8000),
            "WAV",
            "2 channels became their mean; 8000 Hz became 22050; its middle 5 s were taken",
        ),
    ):
        head = decoder.head(data)
        (image,) = decoder.decode(data)
        assert image.dtype == np.uint8
        assert (head.height, head.width, head.channels) == image.shape
        assert (head.format, head.note) == (kind, note)
        np.testing.assert_array_equal(image, decoder.decode(data)[0])


def _zeroed(data):
    middle = len(data) // 2
    return data[:middle] + bytes(500) + data[middle + 500 :]


def _avi():
    return b"RIFF" + (100).to_bytes(4, "little") + b"AVI LIST" + bytes(92)


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda: b"", "empty"),
        (lambda: encoded(np.zeros(0)), "empty"),
        (lambda: b"hello, this is a text", "not a sound"),
        (_avi, "not a sound"),
        (lambda: encoded(noise(1), kind="AIFF"), "not a sound"),
        (lambda: encoded(noise(1))[:-1], "truncated"),
        (lambda: encoded(noise(1))[:20000], "truncated"),
        (lambda: encoded(noise(1))[:30], "truncated"),
        (lambda: encoded(noise(3), kind="FLAC")[:-1], "truncated"),
        (lambda: encoded(noise(3), kind="FLAC")[:50000], "truncated"),
        (lambda: encoded(noise(3), kind="FLAC")[:100], "truncated"),
        (lambda: encoded(noise(3), kind="OGG")[:-1], "truncated"),
        (lambda: encoded(noise(3), kind="OGG")[:9000], "truncated"),
        (lambda: _zeroed(encoded(noise(3), kind="FLAC")), "corrupt"),
        (lambda: _zeroed(encoded(noise(3), kind="OGG")), "corrupt"),
        (lambda: encoded(np.full(9, np.nan), subtype="FLOAT"), "corrupt"),
        (lambda: encoded(noise(1))[:20] + b"\x99\x99" + encoded(noise(1))[22:], "corrupt"),
        (lambda: encoded(noise(1, 1000), 1_000_000), "unsupported"),
    ],
)
def test_damage_is_named(make, kind):
    with pytest.raises(DamagedError) as error:
        Sound().decode(make())
    assert error.value.kind == kind
    assert str(error.value)


def test_a_cut_wav_is_found_by_its_header_alone():
    with pytest.raises(DamagedError, match="data chunk goes up to byte 44,144, the file to 20,000"):
        Sound().head(encoded(noise(1))[:20000])


def test_a_wav_from_a_pipe_whose_header_has_no_length_is_read():
    data = bytearray(encoded(noise(5)))
    data[4:8] = data[40:44] = b"\xff\xff\xff\xff"
    np.testing.assert_array_equal(
        only(Sound().decode(bytes(data))), only(Sound().decode(encoded(noise(5))))
    )


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("sound(hop=0)", "expected hop above 0, received 0"),
        ("sound(fmin=9000, fmax=8000)", "expected 0 <= fmin < fmax <= 11025 Hz"),
        ("sound(fmax=12000)", "received 0 and 12000"),
        ("sound(window=256)", "choose fewer bands or a longer window"),
    ],
)
def test_settings_that_mean_nothing_are_refused(spec, message):
    with pytest.raises(UsageError, match=message):
        DECODERS.make(spec)


def _tree(folder):
    for name, hertz in (("high", 5000), ("low", 440)):
        (folder / name).mkdir(parents=True)
        for number in range(10):
            kind = "FLAC" if number % 2 else "WAV"
            path = folder / name / f"{number}.{kind.lower()}"
            path.write_bytes(encoded(tone(hertz, 0.1 + number / 20, 1), kind=kind))
    return folder


def test_a_folder_of_sounds_is_run_from_the_command_line(tmp_path):
    data = f"images(path={str(_tree(tmp_path / 'sounds'))!r})"
    out = str(tmp_path / "out")
    # The tones of a class are copies of one another, which would stop the run.
    options = ["--seeds", "1", "--model", "majority", "--out", out, "--allow-leak"]
    run_program("run", "smoke", "--dataset", data, *options)
    (row,) = map(json.loads, (tmp_path / "out" / "records.jsonl").read_text().splitlines())
    assert (row["status"], row["n_classes"], row["accuracy"]) == ("ok", 2, 0.5)
    assert row["input_shape"] == "128x216x1"


def test_sounds_in_a_zip_are_read_in_place(tmp_path):
    folder = _tree(tmp_path / "sounds")
    archive = tmp_path / "sounds.zip"
    with ZipFile(archive, "w") as file:
        for path in sorted(folder.rglob("*.*")):
            file.write(path, path.relative_to(tmp_path))
    data = Images(path=str(archive)).load(0)
    assert data.classes == ("high", "low")
    assert data.train.x.shape == (14, 128, 216, 1)
    assert data.train.groups is None
    rows = data.test.x[..., 108, 0].argmax(axis=1)
    assert [{0: 32, 1: 106}[label] for label in data.test.y.tolist()] == rows.tolist()
