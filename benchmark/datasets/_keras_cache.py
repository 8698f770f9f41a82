"""Where Keras keeps downloaded data sets."""

import os
from pathlib import Path


def keras_cache() -> Path:
    """Give the folder that Keras downloads to: $DEPTHBENCH_CACHE, $KERAS_HOME or ~/.keras."""
    home = os.environ.get("DEPTHBENCH_CACHE") or os.environ.get("KERAS_HOME") or "~/.keras"
    return Path(home).expanduser()
