"""One short sound of each format."""

from io import BytesIO

import numpy as np
import soundfile

KINDS = {"a.wav": ("WAV", "PCM_16"), "a.flac": ("FLAC", "PCM_16"), "a.ogg": ("OGG", "VORBIS")}


def files():
    """Give files by name: what they hold is good."""
    samples = np.random.default_rng(0).normal(0, 0.1, (4000, 2))
    return {name: _encoded(samples, *kind) for name, kind in KINDS.items()}


def _encoded(samples, kind, subtype):
    file = BytesIO()
    soundfile.write(file, samples, 8000, format=kind, subtype=subtype)
    return file.getvalue()
