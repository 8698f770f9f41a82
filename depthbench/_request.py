"""What a user asks to be run."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from benchmark._foreign import spelling
from benchmark.call import Call
from benchmark.controls import with_controls
from benchmark.plugins import SUITES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmark.spec import Spec
    from benchmark.suites._base import Suite


@dataclass(frozen=True)
class Request:
    """A suite, and what is to stand in place of its own data sets, models and seeds.

    Args:
        text: Spec string of the suite.
        changes: By field of the suite; None and [] leave its own.
        controls: Whether floors and shuffled labels run beside the models.
        words: Further words of the command line, as they are to be repeated.
    """

    text: str
    changes: dict[str, Any] = field(default_factory=dict)
    controls: bool = False
    words: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The suite's name, in the one spelling that it has."""
        return spelling(Call.parse(self.text).name)

    @cached_property
    def suite(self) -> Suite:
        """The suite with the changes."""
        suite: Suite = replace(SUITES.make(self.text), **self._asked)
        return suite

    def specs(self, seeds: int | None = None) -> list[Spec]:
        """List the runs, with another number of seeds if one is given."""
        suite = self.suite if seeds is None else replace(self.suite, seeds=seeds)
        return with_controls(suite.specs()) if self.controls else suite.specs()

    def after(self, rows: Iterable[dict[str, Any]]) -> list[Spec]:
        """List the runs, now that there are these rows."""
        specs = self.suite.after(rows)
        return with_controls(specs) if self.controls else specs

    def command(self, **changes: Any) -> str:
        """Write the `depthbench run` that does it, with further changes."""
        asked = {**self._asked, **changes}
        words = ["depthbench", "run", self.text]
        for option, name in (("--model", "models"), ("--dataset", "datasets")):
            for value in asked.get(name, ()):
                words += [option, value]
        for name in ("seeds", "first_seed", "out"):
            if name in asked:
                words += [f"--{name.replace('_', '-')}", str(asked[name])]
        return " ".join(map(_quoted, [*words, *["--controls"] * self.controls, *self.words]))

    @property
    def _asked(self) -> dict[str, Any]:
        return {key: each for key, each in self.changes.items() if each is not None and each != []}


def _quoted(word: str) -> str:
    """Quote a word for a shell; a spec's own single quotes stay legible."""
    if "'" in word and not set(word) & set('"$`\\!'):
        return f'"{word}"'
    return shlex.quote(word)
