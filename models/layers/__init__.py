"""Keras layers that Keras lacks, written with `keras.ops` for every backend.

Importing this makes all of them known to Keras, so that networks which hold them can be loaded.
"""

from importlib import import_module
from pathlib import Path

for _path in sorted(Path(__file__).parent.glob("[!_]*.py")):
    import_module(f"{__name__}.{_path.stem}")
