"""What is done of a long work, written down as it is done."""

from __future__ import annotations

import json
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BOOT = Path("/proc/sys/kernel/random/boot_id")


@dataclass
class Ledger:
    """Numbers of things that are done, with what was wrong with some.

    After the machine has gone down it starts anew: what was written last may not have reached the
    disk, and nothing would tell.

    Args:
        path: Where it is written, a line a block.
        done: The numbers.
        damaged: By number, kind of damage and what was found.
    """

    path: Path
    done: set[int] = field(default_factory=set)
    damaged: dict[int, tuple[str, str]] = field(default_factory=dict)
    _file: TextIO = field(init=False, repr=False)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read what an earlier attempt has written; a last line that is cut short is left out."""
        ledger = cls(path)
        with suppress(OSError, ValueError), path.open(encoding="utf-8") as lines:
            if json.loads(next(lines, "null")) == _boot():
                for line in lines:
                    ledger._take({int(number): each for number, each in json.loads(line).items()})
        return ledger

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write what is known so far, whole, and then what is added."""
        known = {number: self.damaged.get(number) for number in sorted(self.done)}
        with self.path.open("w", encoding="utf-8") as self._file:
            self._write(_boot())
            self._write(known)
            yield

    def add(self, found: Mapping[int, tuple[str, str] | None]) -> None:
        """Write down that things are done, with what is wrong with them, None if nothing."""
        self._take(found)
        self._write(found)

    def _take(self, found: Mapping[int, tuple[str, str] | None]) -> None:
        self.done.update(found)
        self.damaged.update({number: each for number, each in found.items() if each})

    def _write(self, what: object) -> None:
        self._file.write(json.dumps(what) + "\n")
        self._file.flush()


def _boot() -> str:
    """Name the time since the machine was started; where the system has no name, nothing."""
    with suppress(OSError):
        return _BOOT.read_text(encoding="ascii").strip()
    return ""
