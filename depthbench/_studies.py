"""The simulations of a suite: run what is not kept yet, and say what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

import typer

from benchmark.duration import Duration

if TYPE_CHECKING:
    from pathlib import Path

    from benchmark.kept_study import KeptStudy
    from benchmark.suites._base import Suite
    from depthbench._budget import Budget


@dataclass(frozen=True)
class Studies:
    """Simulations that are asked for, all with one seed.

    Args:
        specs: Spec strings, normalised.
        seed: Of all that is drawn.
    """

    specs: tuple[str, ...]
    seed: int

    @classmethod
    def of(cls, suite: Suite) -> Self:
        """Give those of a suite.

        Raises:
            UsageError: If one is unknown.
        """
        return cls(tuple(suite.study_specs()), suite.first_seed)

    def missing(self, folder: Path, *, again: bool) -> Self:
        """Leave out those that a results folder keeps as today's code would make them."""
        if again or not self.specs:
            return self
        from benchmark.run_study import is_done

        todo = [text for text in self.specs if not is_done(text, self.seed, folder)]
        return replace(self, specs=tuple(todo))

    def run(self, folder: Path, limit: Budget, *, again: bool) -> None:
        """Run what is missing, each kept in the results folder as soon as it has ended.

        Args:
            folder: The results folder; open for writing.
            limit: The time for all; none begins once it is spent.
            again: Whether those that are kept count as missing.
        """
        for text in self.missing(folder, again=again).specs:
            if limit.left() <= 0:
                typer.echo(f"study put off: {text}: the budget was spent", err=True)
                continue
            from benchmark.run_study import run_study

            kept = run_study(text, self.seed)
            kept.write(folder)
            typer.echo(f"study {text}: {kept.error or Duration(kept.seconds)}", err=True)

    def kept(self, folder: Path) -> list[KeptStudy]:
        """Give what a results folder keeps of them."""
        if not self.specs:
            return []
        from benchmark.kept_study import KeptStudy

        paths = [KeptStudy.path(folder, text, self.seed) for text in self.specs]
        return [KeptStudy.read(path) for path in paths if path.is_file()]

    def named(self) -> list[str]:
        """Give a line each."""
        return [f"study {text}, seed {self.seed}" for text in self.specs]

    def as_dicts(self) -> list[dict[str, str | int]]:
        """Give them for programs."""
        return [{"study": text, "seed": self.seed} for text in self.specs]
