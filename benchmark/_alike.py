"""Runs that may be fitted at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from benchmark.spec import Spec


def alike(specs: Iterable[Spec], most: int) -> Iterator[list[Spec]]:
    """Put specs that follow one another and differ in their seeds alone into groups.

    Args:
        specs: In order; no more of them are asked for than one after the group's last.
        most: Specs in a group.
    """
    group: list[Spec] = []
    for spec in specs:
        same = group and (group[0].dataset, group[0].model) == (spec.dataset, spec.model)
        if group and not (same and len(group) < most):
            yield group
            group = []
        group.append(spec)
        if len(group) == most:  # at once, so that of single ones none is asked for ahead
            yield group
            group = []
    if group:
        yield group
