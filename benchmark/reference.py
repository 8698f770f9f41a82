"""The outcome of the suite `verify` that the project ships."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Self

from benchmark.environment import VERSION_COLUMNS
from benchmark.rows import ended_well, spec_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MADE_WITH = tuple(
    name
    for name in ("processor", "cores", "python", "keras_backend", *VERSION_COLUMNS)
    if name not in ("jax_version", "torch_version")  # TensorFlow made it
)
_KEPT = ("dataset", "model", "seed", "accuracy", "n_test", "data_sha256")


@dataclass(frozen=True)
class Reference:
    """What runs gave, and where and with what they were made.

    Args:
        made_with: Machine, backend and versions of libraries, by column of the table.
        runs: A row a run: `dataset`, `model`, `seed`, `accuracy` in [0, 1], `n_test` (images) and
            `data_sha256`.
    """

    made_with: dict[str, Any]
    runs: list[dict[str, Any]]

    @classmethod
    def shipped(cls) -> Self:
        """Read the reference that lies beside the suite."""
        text = (files("benchmark.suites") / "verify.json").read_text(encoding="utf-8")
        return cls(**json.loads(text))

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> Self:
        """Take rows for a reference.

        Raises:
            ValueError: If there is none, or one of a run that did not end well.
        """
        known = [dict(row) for row in rows]
        failed = [str(spec_of(row)) for row in known if not ended_well(row)]
        if failed or not known:
            raise ValueError(f"expected runs that ended well, received {failed or 'none'}")
        made_with = {name: known[0].get(name) for name in _MADE_WITH}
        return cls(made_with, [{name: row[name] for name in _KEPT} for row in known])

    def text(self) -> str:
        """Write it as JSON, a run a line so that changes can be read."""
        plain = asdict(self)
        runs = ",\n".join(f"  {json.dumps(run)}" for run in plain["runs"])
        made_with = json.dumps(plain["made_with"], indent=2).replace("\n", "\n ")
        return f'{{\n "made_with": {made_with},\n "runs": [\n{runs}\n ]\n}}\n'
