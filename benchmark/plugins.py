"""The folder is the registry: find parts by name, by path or by dotted name."""

from __future__ import annotations

import ast
from dataclasses import MISSING, dataclass, fields
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from inspect import getmembers, isabstract, isclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from benchmark._foreign import import_foreign, is_foreign, spelling
from benchmark.call import Call
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from types import ModuleType

Part = TypeVar("Part")


@dataclass(frozen=True)
class Plugins(Generic[Part]):
    """The parts of one kind: the one public class in each file of a folder.

    Files that begin with `_` are plumbing. Nothing is imported before it is asked for.

    Args:
        noun: What one of them is called in messages.
        package: Where the files lie.
        contract: The base class, which the package's `_base` has.
    """

    noun: str
    package: str
    contract: str

    @cached_property
    def names(self) -> list[str]:
        """The names on disk, sorted."""
        return sorted(path.stem for path in self._folder.glob("[!_]*.py"))

    def summary(self, name: str) -> str:
        """Read the first line of a part's docstring, without importing it."""
        tree = ast.parse((self._folder / f"{name}.py").read_text(encoding="utf-8"))
        return (ast.get_docstring(tree) or "").partition("\n")[0]

    def find(self, name: str) -> type[Part]:
        """Give the class that a name, a path (`./mine.py`) or a dotted name stands for.

        Raises:
            UsageError: If there is none, or it cannot be imported.
        """
        if is_foreign(name):
            return self._only_class(name, import_foreign(name))
        if name not in self.names:
            raise UsageError.unknown(self.noun, name, self.names)
        return self._only_class(name, import_module(f"{self.package}.{name}"))

    def make(self, text: str) -> Part:
        """Build the part that a spec string describes.

        Raises:
            UsageError: If the string is malformed, or the part or a setting unknown.
        """
        call = Call.parse(text)
        cls = self.find(call.name)
        return self._build(cls, call)

    def normalise(self, text: str) -> str:
        """Spell a spec string in the one way that its meaning has.

        Settings stand in the order of the fields; those that equal the defaults are left out.

        Raises:
            UsageError: As `make` does.
        """
        call = Call.parse(text)
        part = self._build(self.find(call.name), call)
        settings = {
            each.name: getattr(part, each.name)
            for each in _settings(type(part))
            if getattr(part, each.name) != _default(each)
        }
        return str(Call(spelling(call.name), settings))

    @property
    def _folder(self) -> Path:
        spec = find_spec(self.package)
        assert spec is not None  # noqa: S101
        assert spec.origin is not None  # noqa: S101
        return Path(spec.origin).parent

    @cached_property
    def _base(self) -> type[Part]:
        base: type[Part] = getattr(import_module(f"{self.package}._base"), self.contract)
        return base

    def _only_class(self, name: str, module: ModuleType) -> type[Part]:
        found = {
            each: None  # once, whatever names it goes by
            for label, each in getmembers(module, isclass)
            if issubclass(each, self._base)
            and each.__module__ == module.__name__
            and not label.startswith("_")
            and not isabstract(each)
        }
        if len(found) == 1:
            return next(iter(found))
        received = ", ".join(each.__name__ for each in found) or "none"
        raise UsageError(
            f"expected one public {self.contract} in {self.noun} {name!r}, received {received}"
        )

    def _build(self, cls: type[Part], call: Call) -> Part:
        known = {each.name: _default(each) for each in _settings(cls)}
        for key in call.settings:
            if key not in known:
                raise UsageError.unknown(f"setting of {self.noun} {call.name!r}", key, known)
        settings = {
            key: _fit(f"{call.name}({key}=...)", value, known[key])
            for key, value in call.settings.items()
        }
        try:
            return cls(**settings)
        except (TypeError, ValueError) as error:
            raise UsageError(f"cannot build {self.noun} '{call}': {error}") from error


def _settings(cls: type[Any]) -> list[Any]:
    return [each for each in fields(cls) if each.init]


def _default(each: Any) -> Any:
    return each.default if each.default_factory is MISSING else each.default_factory()


def _fit(where: str, value: Any, default: Any) -> Any:
    """Bring a literal to the type of the setting's default, where nothing is lost by it."""
    if default is None or default is MISSING:
        return value
    if isinstance(default, float) and type(value) is int:
        return float(value)
    if isinstance(default, tuple) and isinstance(value, list | tuple):
        return tuple(_fit(where, each, default[0]) for each in value) if default else tuple(value)
    if type(value) is type(default):
        return value
    raise UsageError(f"expected {where} of the kind of {default!r}, received {value!r}")


MODELS: Plugins[Any] = Plugins("model", "models", "Classifier")
DATASETS: Plugins[Any] = Plugins("dataset", "benchmark.datasets", "Dataset")
METRICS: Plugins[Any] = Plugins("metric", "benchmark.metrics", "Metric")
SUITES: Plugins[Any] = Plugins("suite", "benchmark.suites", "Suite")
SECTIONS: Plugins[Any] = Plugins("section", "reports.sections", "Section")
