"""What a container may use of the machine."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_NO_LIMIT_BYTES = 2**60  # version 1 has no word for "unlimited", only a number of this size


def cpu_limit(root: Path = Path("/")) -> float | None:
    """Give the cores that the quotas of Linux control groups leave, in core-seconds a second.

    Args:
        root: The root of the file system to look in.

    Returns:
        The smallest quota on the way from this process' group up; None without one.
    """
    limits = [
        quota / period
        for folder in _groups(root, "cpu")
        for quota, period in (
            *_numbers(folder / "cpu.max"),
            *_numbers(folder / "cpu.cfs_quota_us", folder / "cpu.cfs_period_us"),
        )
        if quota > 0
    ]
    return round(min(limits), 2) if limits else None


def memory_limit_gib(root: Path = Path("/")) -> float | None:
    """Give the memory that Linux control groups allow, in GiB.

    Args:
        root: The root of the file system to look in.

    Returns:
        The smallest limit on the way from this process' group up; None without one.
    """
    limits = [
        limit
        for folder in _groups(root, "memory")
        for name in ("memory.max", "memory.limit_in_bytes")
        for (limit,) in _numbers(folder / name)
        if limit < _NO_LIMIT_BYTES
    ]
    return round(min(limits) / 2**30, 2) if limits else None


def _groups(root: Path, controller: str) -> Iterator[Path]:
    """Give the folders of this process' group and of those above, in version 2 and in 1."""
    with suppress(OSError):
        lines = (root / "proc/self/cgroup").read_text(encoding="utf-8").splitlines()
        for _, controllers, path in (line.split(":", 2) for line in lines):
            if not controllers or controller in controllers.split(","):  # none named: version 2
                mount = root / "sys/fs/cgroup" / controllers
                group = mount / path.lstrip("/")  # absent where the path is the host's
                yield from (each for each in (group, *group.parents) if each.is_relative_to(mount))


def _numbers(*files: Path) -> Iterator[tuple[int, ...]]:
    """Read the numbers of some files, once, if all are there and none says "max"."""
    with suppress(OSError, ValueError):
        yield tuple(int(word) for file in files for word in file.read_text("ascii").split())
