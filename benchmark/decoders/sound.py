"""Sounds, WAV, FLAC and Ogg, as log-mel spectrograms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from benchmark.decoders._base import Decoder, Head
from benchmark.decoders._log_mel import LogMel
from benchmark.decoders._recording import KINDS, middle, recording, resampled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from soundfile import SoundFile

    from models import Images


@dataclass(frozen=True)
class Sound(Decoder):
    """The middle of a sound as a grey image: time to the right, pitch upwards, loud is bright.

    Channels become their mean, the middle is cut out, and its samples are brought to one rate; a
    shorter sound stands in the middle of silence. Then: the power of a short-time Fourier
    transform under Hann windows, the first of them centred on the first sample; mel bands as HTK
    has them, triangles of height 1 whose sides are straight on the scale 2595 log10(1 + f / 700)
    (S. Young et al., The HTK Book); decibels. The scale is absolute: white is a sine at full
    scale, whatever else a file holds, so what was louder stays brighter, and silence stays black.
    Window, hop, bands and rate are librosa's defaults (McFee et al., SciPy 2015).

    Args:
        sample_rate: To which all sounds are brought, in Hz.
        seconds: How much of each is seen; five give 216 columns.
        window: Samples of a window.
        hop: Samples from one window to the next: a column each.
        mels: Bands: a row each.
        fmin: Where they begin, in Hz.
        fmax: Where they end, in Hz; 0 for half the sample rate.
        dynamic_range: dB from black to white.
    """

    endings: ClassVar[dict[str, str]] = {
        ".flac": "FLAC",
        ".oga": "OGG",
        ".ogg": "OGG",
        ".wav": "WAV",
    }

    sample_rate: int = 22050
    seconds: float = 5.0
    window: int = 2048
    hop: int = 512
    mels: int = 128
    fmin: float = 0.0
    fmax: float = 0.0
    dynamic_range: float = 100.0

    def __post_init__(self) -> None:
        """Refuse settings that mean nothing."""
        for name in ("sample_rate", "seconds", "window", "hop", "mels", "dynamic_range"):
            if not getattr(self, name) > 0:
                raise ValueError(f"expected {name} above 0, received {getattr(self, name)}")
        mel = self._log_mel
        if not 0 <= mel.fmin < mel.fmax <= self.sample_rate / 2:
            raise ValueError(
                f"expected 0 <= fmin < fmax <= {self.sample_rate / 2:g} Hz, half the sample rate, "
                f"received {mel.fmin:g} and {mel.fmax:g}"
            )
        if not mel.weights().any(axis=1).all():
            raise ValueError(
                f"expected a frequency of the window in every band, received mels={self.mels} with "
                f"window={self.window}: choose fewer bands or a longer window"
            )

    def head(self, data: bytes) -> Head:
        """Read the header."""
        with recording(data) as file:
            columns = self._log_mel.columns(self._samples)
            return Head(KINDS[file.format], self.mels, columns, 1, self._note(file))

    def decode(self, data: bytes) -> Sequence[Images]:
        """Draw the spectrogram."""
        with recording(data) as file:
            samples, rate = middle(file, self.seconds), file.samplerate
        return [self._log_mel(_centred(resampled(samples, rate, self.sample_rate), self._samples))]

    @property
    def _samples(self) -> int:
        return round(self.seconds * self.sample_rate)

    @property
    def _log_mel(self) -> LogMel:
        return LogMel(
            self.sample_rate,
            self.window,
            self.hop,
            self.mels,
            self.fmin,
            self.fmax or self.sample_rate / 2,
            self.dynamic_range,
        )

    def _note(self, file: SoundFile) -> str:
        notes = []
        if file.channels > 1:
            notes.append(f"{file.channels} channels became their mean")
        if file.samplerate != self.sample_rate:
            notes.append(f"{file.samplerate} Hz became {self.sample_rate}")
        wanted = round(self.seconds * file.samplerate)
        if file.frames > wanted:
            notes.append(f"its middle {self.seconds:g} s were taken")
        if file.frames < wanted:
            notes.append(f"silence made it {self.seconds:g} s long")
        return "; ".join(notes)


def _centred(samples: NDArray[np.float64], n: int) -> NDArray[np.float64]:
    """Give n samples: the middle ones, or all in the middle of silence."""
    start = max(0, (len(samples) - n) // 2)
    kept = samples[start : start + n]
    before = (n - len(kept)) // 2
    return np.pad(kept, (before, n - len(kept) - before))
