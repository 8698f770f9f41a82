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

    Subsets are told by how many images they have for training and validation. Where two data sets
    would have one title, both keep their own.

    >>> list(titles(["images(path='/home/me/cells', size='64')", "digits"]).values())
    ["images(path='cells', size='64')", 'digits']
    >>> list(titles(["subset(dataset='digits', train=1000)"]).values())
    ['digits, 1,000 training images']
    >>> list(titles(["subset(dataset='mnist_5k', validation=100)"]).values())
    ['mnist_5k, 500 training and 100 validation images']
    """
    short = {dataset: _title(dataset) for dataset in datasets}
    often = Counter(short.values())
    return {dataset: title if often[title] == 1 else dataset for dataset, title in short.items()}


def _title(dataset: str) -> str:
    call = Call.read(dataset)
    known = {each.name for each in fields(Subset)}
    if call is None or call.name != "subset" or not known >= set(call.settings):
        return _short(dataset)
    match {"dataset": Subset.dataset, "train": Subset.train, **call.settings}:
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
