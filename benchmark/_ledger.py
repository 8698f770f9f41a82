"""What is done of a long work, written down as it is done."""

from __future__ import annotations

import json
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BOOT = Path("/proc/sys/kernel/random/boot_id")


@dataclass
class Ledger:
    """Numbers of things that are done, with what came of them.

    After the machine has gone down it starts anew: what was written last may not have reached the
    disk, and nothing would tell.

    Args:
        path: Where it is written, a line a block.
        done: By number, what came of it, fit for JSON.
    """

    path: Path
    done: dict[int, Any] = field(default_factory=dict)
    _file: TextIO = field(init=False, repr=False)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read what an earlier attempt has written; a last line that is cut short is left out."""
        ledger = cls(path)
        with suppress(OSError, ValueError), path.open(encoding="utf-8") as lines:
            if json.loads(next(lines, "null")) == _boot():
                for line in lines:
                    ledger.done.update({int(each): came for each, came in json.loads(line).items()})
        return ledger

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write what is known so far, whole, and then what is added."""
        with self.path.open("w", encoding="utf-8") as self._file:
            self._write(_boot())
            self._write(self.done)
            yield

    def add(self, found: Mapping[int, Any]) -> None:
        """Write down that things are done, with what came of them."""
        self.done.update(found)
        self._write(found)

    def _write(self, what: object) -> None:
        self._file.write(json.dumps(what) + "\n")
        self._file.flush()


def _boot() -> str:
    """Name the time since the machine was started; where the system has no name, nothing."""
    with suppress(OSError):
        return _BOOT.read_text(encoding="ascii").strip()
    return ""
