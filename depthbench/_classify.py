"""Classify image files by what a run has learned."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from benchmark._first_line import named
from benchmark.frame_of import rule_of
from benchmark.kept_weights import FILE, KeptWeights
from benchmark.record import ENDED_WELL
from benchmark.rows import spec_of
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from benchmark.fit_picture import Rule

_NEAR = 1e-3  # of sums of float32
_USUAL: Rule = "stretch"


@dataclass(frozen=True)
class Classified:
    """What became of an image file.

    Args:
        file: Which.
        classes: Class and score, likeliest first; none if it could not be read.
        note: How the image was changed, or why it could not be read; mostly empty.
    """

    file: Path
    classes: tuple[tuple[str, float], ...] = ()
    note: str = ""

    def as_dict(self, top: int) -> dict[str, Any]:
        """Give it as plain data, for JSON, with as many classes."""
        classes = [{"class": name, "score": score} for name, score in self.classes[:top]]
        return {"file": str(self.file), "classes": classes, "note": self.note}


def kept_by(row: dict[str, Any], run: Path) -> KeptWeights:
    """Give what a run has kept of its model.

    Args:
        row: Its row.
        run: Its folder.

    Raises:
        UsageError: If it has kept nothing, or that is damaged or of another run.
    """
    if row["status"] not in ENDED_WELL and not row.get("weights"):
        raise UsageError(
            f"{run.name} kept no weights: it ended with {row['status']}: {row['error']}"
        )
    kept = row.get("weights") or "nobody asked for them; `depthbench run ... --keep-weights` does"
    if kept == "none":
        kept = "its model has none that plain Keras could load"
    if kept != "kept":
        raise UsageError(f"{run.name} kept no weights: {kept.removeprefix('failed: ')}")
    return KeptWeights.read(run, spec_of(row))


def classify(kept: KeptWeights, run: Path, files: Iterable[Path]) -> list[Classified]:
    """Read image files and score them; those that cannot be read get no classes.

    Args:
        kept: What the run has kept.
        run: Its folder.
        files: Which.

    Returns:
        One a file, in order.

    Raises:
        UsageError: If the weights cannot be loaded.
    """
    from benchmark.image_file import read_image

    found = []
    images = []
    rule, decoder = how_read(kept.dataset)
    for file in files:
        try:
            image, note = read_image(file, kept.input_shape, rule, decoder)
        except UsageError as error:
            found.append(Classified(file, note=str(error)))
        else:
            images.append(image)
            found.append(Classified(file, (("", 0.0),), note))
    ranked = iter(_ranked(kept, run, images) if images else [])
    return [replace(each, classes=next(ranked)) if each.classes else each for each in found]


def how_read(dataset: str) -> tuple[Rule, str]:
    """Give the rule by which a data set resized its images, and its decoder; some need none."""
    from benchmark.plugins import DATASETS

    with suppress(UsageError):  # it may be a file that is gone
        made = DATASETS.make(dataset)
        while hasattr(made, "dataset"):  # a subset, shuffled labels
            made = DATASETS.make(made.dataset)
        return rule_of(getattr(made, "resize", _USUAL)), getattr(made, "decoder", "")
    return _USUAL, ""


def are_probabilities(found: Iterable[Classified]) -> bool:
    """Tell probabilities from margins."""
    scores = [[score for _, score in each.classes] for each in found if each.classes]
    return all(min(row) >= 0 and abs(sum(row) - 1) < _NEAR for row in scores)


def _ranked(
    kept: KeptWeights, run: Path, images: list[NDArray[np.uint8]]
) -> list[tuple[tuple[str, float], ...]]:
    import numpy as np

    from benchmark.plugins import MODELS

    model = MODELS.make(kept.model)
    model.start()
    try:
        model.restore(run / FILE)
        scores = model.scores(np.concatenate(images))
    except Exception as error:
        raise UsageError(f"cannot load {run / FILE}: {named(error)}") from error
    if scores.shape[1] != len(kept.classes):
        raise UsageError(
            f"expected {run / FILE} to tell {len(kept.classes)} classes apart, "
            f"received {scores.shape[1]}"
        )
    firsts = np.cumsum([0, *map(len, images[:-1])])
    means = np.add.reduceat(scores, firsts) / np.array([[len(each)] for each in images])
    return [
        tuple((kept.classes[place], float(row[place])) for place in np.argsort(-row, kind="stable"))
        for row in means
    ]
