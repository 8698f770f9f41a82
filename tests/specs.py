"""Spec strings by which every data set on disk can be loaded, also those that lie in files."""

from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmark.call import Call

_TREES = Path(__file__).parent / "trees"
_kept = {}


@cache
def spec_of(name):
    """Give a data set's spec; one with a file in `trees/` reads a tree that is made for it."""
    if not (_TREES / f"{name}.py").exists():
        return name
    _kept[name] = TemporaryDirectory(prefix=f"{name}-")  # until the tests end
    return str(Call(name, import_module(f"trees.{name}").make(Path(_kept[name].name))))
