"""The folder is the registry: find parts by name, by path or by dotted name."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from inspect import getmembers, isabstract, isclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from benchmark._foreign import import_foreign, is_foreign, spelling
from benchmark._package_folder import package_folder
from benchmark._settings import default_of, fit, has_undeclared_settings, settings_of
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
        return sorted(path.stem for path in package_folder(self.package).glob("[!_]*.py"))

    def summary(self, name: str) -> str:
        """Read the first line of a part's docstring, without importing it."""
        tree = ast.parse((package_folder(self.package) / f"{name}.py").read_text(encoding="utf-8"))
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
            for each in settings_of(type(part))
            if repr(getattr(part, each.name)) != repr(default_of(each))  # as nan != nan
        }
        return str(Call(spelling(call.name), settings))

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
            (cls,) = found
            if has_undeclared_settings(cls):
                raise UsageError(f"{cls.__name__} in {self.noun} {name!r} lacks its @dataclass")
            return cls
        received = ", ".join(each.__name__ for each in found) or "none"
        raise UsageError(
            f"expected one public {self.contract} in {self.noun} {name!r}, received {received}"
        )

    def _build(self, cls: type[Part], call: Call) -> Part:
        known = {each.name: default_of(each) for each in settings_of(cls)}
        for key in call.settings:
            if key not in known:
                raise UsageError.unknown(f"{call.name} setting", key, known)
        settings = {
            key: fit(f"{call.name}({key}=...)", value, known[key])
            for key, value in call.settings.items()
        }
        try:
            return cls(**settings)
        except (TypeError, ValueError) as error:
            raise UsageError(f"cannot build {self.noun} '{call}': {error}") from error


MODELS: Plugins[Any] = Plugins("model", "models", "Classifier")
DATASETS: Plugins[Any] = Plugins("dataset", "benchmark.datasets", "Dataset")
TREES: Plugins[Any] = Plugins("tree", "benchmark.trees", "Tree")
READERS: Plugins[Any] = Plugins("reader", "benchmark.readers", "Reader")
DECODERS: Plugins[Any] = Plugins("decoder", "benchmark.decoders", "Decoder")
CHECKS: Plugins[Any] = Plugins("check", "benchmark.checks", "Check")
METRICS: Plugins[Any] = Plugins("metric", "benchmark.metrics", "Metric")
STUDIES: Plugins[Any] = Plugins("study", "benchmark.studies", "Study")
SUITES: Plugins[Any] = Plugins("suite", "benchmark.suites", "Suite")
SECTIONS: Plugins[Any] = Plugins("section", "reports.sections", "Section")
