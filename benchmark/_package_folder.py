"""Find a package on disk without importing it."""

from importlib.util import find_spec
from pathlib import Path


def package_folder(name: str) -> Path:
    """Give the folder of an installed package.

    Raises:
        ModuleNotFoundError: If it is not installed.
    """
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{name} is not installed: pip install {name}")
    return Path(spec.origin).parent
