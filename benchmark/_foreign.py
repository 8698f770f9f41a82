"""Import parts that live outside the project: by path or by dotted name."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from benchmark.usage_error import UsageError


def is_foreign(name: str) -> bool:
    """Tell a path or a dotted name from the name of a part in a folder of the project."""
    return "." in name or "/" in name


def spelling(name: str) -> str:
    """Spell a path in one way: from the current folder where it lies below it, else in full."""
    if not _is_path(name):
        return name
    path = Path(name).resolve()
    here = Path.cwd()
    return f"./{path.relative_to(here).as_posix()}" if path.is_relative_to(here) else str(path)


def import_foreign(name: str) -> ModuleType:
    """Import a module by path or by dotted name.

    Raises:
        UsageError: If it is not there, or fails as it is imported.
    """
    try:
        with redirect_stdout(sys.stderr):  # our own output is for results
            return _from_path(name) if _is_path(name) else _from_dotted(name)
    except UsageError:
        raise
    except (Exception, SystemExit) as error:
        raise UsageError(f"cannot import {name!r}: {type(error).__name__}: {error}") from error


def _is_path(name: str) -> bool:
    return name.endswith(".py") or "/" in name


def _from_path(name: str) -> ModuleType:
    path = Path(name).resolve()
    if not path.is_file():
        raise UsageError(f"no such file: {name!r}")
    label = f"depthbench_plugin_{path.stem}"
    spec = spec_from_file_location(label, path)
    if spec is None or spec.loader is None:
        raise UsageError(f"expected a Python file, received {name!r}")
    module = sys.modules[label] = module_from_spec(spec)
    with _no_bytecode():
        spec.loader.exec_module(module)
    return module


@contextmanager
def _no_bytecode() -> Iterator[None]:
    """Leave no __pycache__ beside a file that is only read."""
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        yield
    finally:
        sys.dont_write_bytecode = before


def _from_dotted(name: str) -> ModuleType:
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.append(here)  # last, so that nothing in this folder hides an installed package
    return import_module(name)
