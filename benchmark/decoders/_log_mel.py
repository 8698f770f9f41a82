"""Log-mel spectrograms: sounds as images."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from models import Images


@dataclass(frozen=True)
class LogMel:
    """How loud which frequencies are at which time.

    Args:
        sample_rate: Of the samples, in Hz.
        window: Samples of a Hann window, and points of its Fourier transform.
        hop: Samples from one window to the next.
        mels: Bands.
        fmin: Lower edge of the lowest, in Hz.
        fmax: Upper edge of the highest, in Hz.
        dynamic_range: dB from black to white, which is a sine at full scale.
    """

    sample_rate: int
    window: int
    hop: int
    mels: int
    fmin: float
    fmax: float
    dynamic_range: float

    def columns(self, n: int) -> int:
        """Say how many windows so many samples have; the first stands on the first sample."""
        return 1 + n // self.hop

    def __call__(self, samples: NDArray[np.float64]) -> Images:
        """Draw samples, within -1 and 1, (n,), as uint8 (mels, columns, 1), the lowest below."""
        from scipy.signal import get_window

        padded = np.pad(samples, (self.window // 2, self.window - self.window // 2))
        frames = np.lib.stride_tricks.sliding_window_view(padded, self.window)[:: self.hop]
        shape = get_window("hann", self.window)
        spectrum = np.fft.rfft(frames[: self.columns(len(samples))] * shape)
        power = np.square(np.abs(spectrum) / (shape.sum() / 2))  # of a sine at full scale: 1
        bands = self.weights() @ power.T
        decibels = 10 * np.log10(np.maximum(bands, 1e-30))
        levels = np.clip(1 + decibels / self.dynamic_range, 0, 1) * 255
        image: Images = np.round(levels[::-1, :, None]).astype(np.uint8)
        return np.ascontiguousarray(image)

    def weights(self) -> NDArray[np.float64]:
        """Give the mel bands as float64 (mels, frequencies), each a triangle of height 1."""
        return _weights(self.sample_rate, self.window, self.mels, self.fmin, self.fmax)


@lru_cache(maxsize=8)
def _weights(
    sample_rate: int, window: int, mels: int, fmin: float, fmax: float
) -> NDArray[np.float64]:
    """Compute HTK's triangles, which have straight sides on the mel scale."""
    edges = np.linspace(_mel(fmin), _mel(fmax), mels + 2)
    places = _mel(np.fft.rfftfreq(window, 1 / sample_rate).astype(np.float64))
    low, centre, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    rising, falling = (places - low) / (centre - low), (high - places) / (high - centre)
    return np.asarray(np.maximum(0, np.minimum(rising, falling)), np.float64)


def _mel(hertz: float | NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(2595 * np.log10(1 + np.asarray(hertz) / 700))
