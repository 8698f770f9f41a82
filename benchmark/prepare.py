"""Fetch or import a data set ahead of time, check it and decode it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from benchmark.datasets._files import Files
from benchmark.datasets._keras_cache import keras_cache
from benchmark.innermost import innermost
from benchmark.plugins import DATASETS
from benchmark.prepared import Prepared
from benchmark.spec import last_word
from benchmark.told import Told, nobody
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def prepare(spec: str, source: Path | None = None, told: Told = nobody) -> Prepared:
    """Bring a data set to where no command needs a network for it, decoded.

    Files that are published are checked by SHA-256, copied from `source` or downloaded, also from
    where an earlier download stopped. A tree of files stays where it is, as it may be large: the
    cache gets a link to it.

    Args:
        spec: The data set; of one that changes another (a subset), that other is prepared.
        source: A folder that has the files, or a folder with the data set's name in it.
        told: Who wants to know how far it is.

    Raises:
        UsageError: If there is no such data set, or a folder does not hold what it should.
        FileNotFoundError: If files are missing and cannot be had.
        ValueError: If a file is not the one that was published.
    """
    within = innermost(spec)
    dataset = DATASETS.make(within)
    files = dataset.files()
    for each in files:
        if source is not None:
            each.take_from(source)
        each.content(told)
    damaged = 0
    if isinstance(dataset, Files):
        with _linked(last_word(within), dataset, source):
            table = dataset.pictures(told).table
            damaged = int((table["damage"] != "").sum())
    data = DATASETS.make(spec).load(0)
    found = [each.find() for each in files]
    return Prepared(
        DATASETS.normalise(spec),
        train=len(data.train),
        validation=len(data.validation),
        test=len(data.test),
        classes=len(data.classes),
        shape=data.train.x.shape[1:],
        decoded_bytes=sum(each.x.nbytes for each in (data.train, data.validation, data.test)),
        files=tuple(map(str, found)),
        file_bytes=sum(each.stat().st_size for each in found if each),
        damaged=damaged,
    )


@contextmanager
def _linked(name: str, dataset: Files, source: Path | None) -> Iterator[None]:
    """Link the folder of a tree from where it is looked for; what cannot be used is unlinked."""
    if source is None:
        yield
        return
    if dataset.says_where:
        raise UsageError(f"expected --from with data sets that have a place, {name} names its own")
    within = source / name
    folder, link = (within if within.is_dir() else source).resolve(), _place(name)
    if link.resolve() == folder:
        yield
        return
    if link.exists() and not link.is_symlink():
        raise UsageError(f"expected nothing at {link}, where {folder} is to be linked")
    link.parent.mkdir(parents=True, exist_ok=True)
    before = link.readlink() if link.is_symlink() else None
    _point(link, folder)
    try:
        yield
    except BaseException:
        link.unlink()
        if before is not None:
            link.symlink_to(before)
        raise


def _place(name: str) -> Path:
    return keras_cache() / "datasets" / name


def _point(link: Path, folder: Path) -> None:
    """Make the link, or turn it round, in one step."""
    draft = link.with_name(f".{link.name}.part")
    draft.unlink(missing_ok=True)
    draft.symlink_to(folder)
    draft.replace(link)
