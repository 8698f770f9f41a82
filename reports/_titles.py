"""Names of data sets, short enough for headings."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from benchmark.call import Call
from benchmark.datasets.subset import Subset

if TYPE_CHECKING:
    from collections.abc import Iterable


def titles(datasets: Iterable[str]) -> dict[str, str]:
    """Give each spec string itself, with the last word alone of every path that begins at the root.

    Subsets are told by how many images they have for training and validation, noisy images by
    their rows of noise. Where two data sets would have one title, both keep their own.

    >>> list(titles(["images(path='/home/me/cells', size='64')", "digits"]).values())
    ["images(path='cells', size='64')", 'digits']
    >>> list(titles(["subset(dataset='digits', train=1000)"]).values())
    ['digits, 1,000 training images']
    >>> list(titles(["subset(dataset='mnist_5k', validation=100)"]).values())
    ['mnist_5k, 500 training and 100 validation images']
    >>> list(titles(["noisy(dataset='subset(train=90)', rows=28)"]).values())
    ['digits, 90 training images, 28 rows of noise']
    """
    short = {dataset: _title(dataset) for dataset in datasets}
    often = Counter(short.values())
    return {dataset: title if often[title] == 1 else dataset for dataset, title in short.items()}


def _title(dataset: str) -> str:
    call = Call.read(dataset)
    settings = call.settings if call else {}
    if call and call.name == "subset" and {each.name for each in fields(Subset)} >= set(settings):
        return _title_of_subset(dataset, settings)
    if call and call.name == "noisy" and set(settings) == {"dataset", "rows"}:
        return f"{_title(str(settings['dataset']))}, {settings['rows']} rows of noise"
    return _short(dataset)


def _title_of_subset(dataset: str, settings: dict[str, Any]) -> str:
    match {"dataset": Subset.dataset, "train": Subset.train, **settings}:
        case {"dataset": str(whole), "train": int(train), "validation": int(watched)}:
            return f"{_short(whole)}, {train:,} training and {watched:,} validation images"
        case {"dataset": str(whole), "train": int(train)}:
            return f"{_short(whole)}, {train:,} training images"
    return _short(dataset)


def _short(dataset: str) -> str:
    call = Call.read(dataset)
    if call is None:
        return dataset
    return str(Call(call.name, {key: _last(value) for key, value in call.settings.items()}))


def _last(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if value.startswith("/"):
        return value.rstrip("/").rpartition("/")[2] or value
    return _short(value) if "(" in value else value
