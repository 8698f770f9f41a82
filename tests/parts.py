"""Write the README's list of parts: `python tests/parts.py`."""

import re
from pathlib import Path

from benchmark.plugins import (
    CHECKS,
    DATASETS,
    DECODERS,
    METRICS,
    MODELS,
    READERS,
    SECTIONS,
    STUDIES,
    SUITES,
    TREES,
    Plugins,
)

README = Path(__file__).parent.parent / "README.md"
_KINDS = {
    "Models": MODELS,
    "Peers, by dotted names as `models.peers.lenet_torch`": Plugins("peer", "models.peers", ""),
    "Data sets": DATASETS,
    "Where data sets may lie": TREES,
    "How their files say what they show": READERS,
    "What makes images of the files": DECODERS,
    "What the doctor looks at": CHECKS,
    "Metrics": METRICS,
    "Studies": STUDIES,
    "Suites": SUITES,
    "Sections of the report": SECTIONS,
}
_RECIPES = {
    folder: Plugins(folder, f"models.{folder}", "")
    for folder in ("augmentations", "kernels", "losses", "optimizers", "plans", "schedules")
}
_PLACE = re.compile(r"(<!-- parts: .*? -->\n).*?(<!-- /parts -->)", re.DOTALL)


def with_parts(readme):
    """Put the list of what is on disk between its two marks."""
    kinds = {**_KINDS, **{f"Networks' {folder}": each for folder, each in _RECIPES.items()}}
    lists = "\n".join(_list(kind, plugins) for kind, plugins in kinds.items())
    return _PLACE.sub(lambda match: f"{match[1]}\n{lists}\n{match[2]}", readme)


def _list(kind, plugins):
    lines = [f"| `{name}` | {plugins.summary(name)} |" for name in plugins.names]
    return "\n".join([f"| {kind} | |", "|---|---|", *lines, ""])


if __name__ == "__main__":
    README.write_text(with_parts(README.read_text(encoding="utf-8")), encoding="utf-8")
