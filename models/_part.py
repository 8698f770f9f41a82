"""Find the parts that models are made of: one file each, in a folder below this one."""

from importlib import import_module
from pathlib import Path
from typing import Any


def part(folder: str, name: str) -> Any:
    """Import the function of the file's name, or the class, which has no underscores.

    Args:
        folder: "augmentations", "kernels", "losses", "optimizers", "plans" or "schedules".
        name: A file in it, without its ending.
    """
    module = import_module(f"models.{folder}.{name}")
    camel = name.title().replace("_", "")
    return getattr(module, name if hasattr(module, name) else camel)


def parts(folder: str) -> list[str]:
    """List the names in a folder, importing nothing."""
    return sorted(path.stem for path in (Path(__file__).parent / folder).glob("[!_]*.py"))


def check_part(folder: str, name: str) -> None:
    """Refuse a name that has no file, importing nothing.

    Raises:
        ValueError: The message says what was received and which names are known.
    """
    known = parts(folder)
    if name not in known:
        raise ValueError(f"expected one of the {folder} {', '.join(known)}, received {name!r}")
