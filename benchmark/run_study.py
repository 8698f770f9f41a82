"""One study, in this process: a spec string goes in, what came of it comes out."""

from __future__ import annotations

import inspect
from dataclasses import replace
from hashlib import sha256
from math import isfinite
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from benchmark._first_line import named
from benchmark.call import Call
from benchmark.environment import environment
from benchmark.kept_study import KeptStudy
from benchmark.plugins import STUDIES
from benchmark.point import Point
from benchmark.record import now

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmark.studies._base import Study

_NUMBERS = ("x", "measured", "low", "high", "theory")


def run_study(text: str, seed: int) -> KeptStudy:
    """Simulate; whatever goes wrong becomes the status.

    Args:
        text: Spec string of the study, normalised.
        seed: Decides all that is drawn.

    Raises:
        UsageError: If there is no such study.
    """
    study = STUDIES.make(text)
    start = perf_counter()
    words = {name: getattr(study, name) for name in ("title", "claim", "limits", "paper")}
    kept = KeptStudy(
        text, seed, code_sha256(type(study)), "ok", "", words, study.panels, (), 0.0, now()
    )
    try:
        kept = replace(kept, outcome=tuple(_finite(study.points(seed))))
    except Exception as error:  # noqa: BLE001 - a study that fails does not stop the others
        kept = replace(kept, status="error", error=named(error))
    return replace(kept, seconds=perf_counter() - start, environment=environment())


def code_sha256(study: type[Study]) -> str:
    """Give the fingerprint of the file in which a study is written."""
    return sha256(Path(inspect.getfile(study)).read_bytes()).hexdigest()


def is_done(text: str, seed: int, folder: Path) -> bool:
    """Tell whether a results folder keeps a study that ended well, of today's code.

    Args:
        text: Spec string of the study, normalised.
        seed: Of all that is drawn.
        folder: The results folder.

    Raises:
        UsageError: If the file is damaged, or there is no such study.
    """
    path = KeptStudy.path(folder, text, seed)
    if not path.is_file():
        return False
    kept = KeptStudy.read(path)
    same = kept.code_sha256 == code_sha256(STUDIES.find(Call.parse(text).name))
    return kept.status == "ok" and same


def _finite(points: Iterable[Point]) -> Iterable[Point]:
    """Give points with plain numbers, as NumPy's cannot be written.

    Raises:
        ValueError: At the first point with a number that is not finite.
    """
    for point in points:
        known = {name: getattr(point, name) for name in _NUMBERS}
        numbers = {name: None if each is None else float(each) for name, each in known.items()}
        if not all(each is None or isfinite(each) for each in numbers.values()):
            raise ValueError(f"expected finite numbers, received {point}")
        yield Point(point.quantity, point.series, note=point.note, **numbers)
