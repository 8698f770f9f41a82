"""A results folder: what was asked, and a row for every run that has ended."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from benchmark.asked import SUITE, note
from benchmark.record import SCHEMA_VERSION, Record
from benchmark.rows import RECORDS, VOID, latest, read_rows, spec_of
from benchmark.spec import Spec
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LOCK = ".lock"


@dataclass
class Store:
    """The rows of a results folder, with one writer at a time.

    Args:
        folder: Where it lies.
        suite: Name of the suite whose runs it holds.
        backend: What Keras computed them with.
        target: The validation accuracy to which time is taken, if one was given.
        keep_weights: Whether the runs are asked to leave what their models have learned.
        command: The line that asks for them, if it was one.
        rows: The rows on disk, in the order in which the runs ended.
        dropped: The half-written last line that a crash had left, if any.
    """

    folder: Path
    suite: str
    backend: str
    target: float | None = None
    keep_weights: bool = False
    command: str = ""
    rows: list[dict[str, Any]] = field(default_factory=list)
    dropped: bytes = b""
    _seen: tuple[int, int] | None = field(default=None, init=False, repr=False)

    @classmethod
    def read(cls, folder: Path, suite: str, backend: str) -> Self:
        """Read a results folder, writing nothing; one that does not exist yet is empty.

        Raises:
            UsageError: If it holds something else: another suite, backend or schema, or no results.
        """
        store = cls(folder, suite, backend)
        store._check()
        store._read()
        return store

    @contextmanager
    def writing(self, specs: Iterable[Spec]) -> Iterator[None]:
        """Prepare the folder for rows, and keep other writers out.

        Raises:
            UsageError: If the folder cannot be written, or another process writes to it.
        """
        from filelock import FileLock, Timeout

        lock = FileLock(self.folder / _LOCK, timeout=0)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout:
            raise UsageError(f"another depthbench is writing to {self.folder}") from None
        except OSError as error:
            raise UsageError(f"cannot write to {self.folder}: {error.strerror}") from None
        try:
            self._begin(specs)
            yield
        finally:
            lock.release()

    def missing(self, specs: Iterable[Spec]) -> list[Spec]:
        """List the specs that have no row, or one that says they were skipped."""
        done = {spec_of(row) for row in latest(self.rows) if row["status"] != "skipped"}
        return [spec for spec in specs if spec not in done]

    def append(self, record: Record) -> dict[str, Any]:
        """Put a run's row on disk, and give it; it is there for good when this returns."""
        row = {"suite": self.suite, **record.row()}
        self._write(row)
        return row

    def void(self, specs: Iterable[Spec]) -> None:
        """Let specs count as missing, whatever rows they have; those rows stay in the file."""
        for spec in specs:
            self._write({**asdict(spec), "status": VOID, "schema_version": SCHEMA_VERSION})

    def of(self, specs: Iterable[Spec]) -> list[dict[str, Any]]:
        """Give the last row of each spec that has one."""
        rows = {spec_of(row): row for row in latest(self.rows)}
        return [rows[spec] for spec in specs if spec in rows]

    def _write(self, row: dict[str, Any]) -> None:
        line = json.dumps(row, allow_nan=False) + "\n"
        with (self.folder / RECORDS).open("a", encoding="utf-8") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        self.rows.append(row)

    def _begin(self, specs: Iterable[Spec]) -> None:
        """Read the rows again if there are others now that no more can come; note what is asked."""
        self._check()
        if self._stamp() != self._seen:
            self._read()
        if self.dropped:
            os.truncate(path := self.folder / RECORDS, path.stat().st_size - len(self.dropped))
        self.ask(specs)

    def ask(self, specs: Iterable[Spec]) -> None:
        """Note what is asked for; open for writing."""
        wishes = {"target": self.target, "keep_weights": self.keep_weights}
        asked = {**self._identity(), **wishes, "specs": [astuple(spec) for spec in specs]}
        note(self.folder, asked, self.command)

    def _read(self) -> None:
        self._seen = self._stamp()  # before: what is added meanwhile is read again
        self.rows, self.dropped = read_rows(self.folder)

    def _stamp(self) -> tuple[int, int] | None:
        """Say which state the rows on disk are in: 10,000 of them take half a second to read."""
        path = self.folder / RECORDS
        return (path.stat().st_size, path.stat().st_mtime_ns) if path.is_file() else None

    def _identity(self) -> dict[str, Any]:
        return {"suite": self.suite, "backend": self.backend, "schema_version": SCHEMA_VERSION}

    def _check(self) -> None:
        """Refuse a folder that holds something else."""
        path = self.folder / SUITE
        if self.folder.exists() and not self.folder.is_dir():
            raise UsageError(f"expected a folder, received the file {self.folder}")
        if path.is_file():
            self._compare(path)
        elif self.folder.is_dir() and any(
            not each.name.startswith(".") for each in self.folder.iterdir()
        ):
            raise UsageError(
                f"{self.folder} is not empty and holds no results; choose another --out"
            )

    def _compare(self, path: Path) -> None:
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            received = {name: found[name] for name in self._identity()}
        except (ValueError, KeyError, TypeError):
            raise UsageError(f"{path} is damaged; choose another --out") from None
        for name, value in self._identity().items():
            if received[name] != value:
                raise UsageError(
                    f"{self.folder} holds results of {name.replace('_', ' ')} {received[name]!r}, "
                    f"not {value!r}; choose another --out"
                )
