"""A data set that TensorFlow Datasets has prepared on disk: find it, and what its files say."""

from __future__ import annotations

import json
from dataclasses import dataclass
from re import fullmatch
from typing import TYPE_CHECKING, Any, Self

from benchmark.readers._splits import split_named
from benchmark.usage_error import UsageError

if TYPE_CHECKING:
    from pathlib import Path

_INFO, _FEATURES = "dataset_info.json", "features.json"


def tfds_folder(place: Path, name: str) -> Path:
    """Find the folder of a data set.

    Args:
        place: Where data sets are prepared.
        name: As TensorFlow Datasets spells it: `name`, `name/config`, `name:version` or
            `name/config:version`; without a version, the newest that is there.

    Raises:
        UsageError: If it is not there; the message says what is.
    """
    path, _, version = name.partition(":")
    folder = place / path
    found = (each.parent.name for each in folder.glob(f"*/{_INFO}"))
    known = sorted((each for each in found if _version(each)), key=_version)
    if known and (not version or version in known):
        return folder / (version or known[-1])
    there = sorted(
        f"{each.parent.parent.relative_to(place)}:{each.parent.name}"
        for depth in ("*/*", "*/*/*")
        for each in place.glob(f"{depth}/{_INFO}")
    )
    raise UsageError(
        f"there is no {name!r} in {place}, where TensorFlow Datasets has prepared "
        f"{', '.join(there) or 'nothing'}; to prepare it, with a network: "
        f'tensorflow_datasets.builder("{name}").download_and_prepare()'
    )


@dataclass(frozen=True)
class TFDSInfo:
    """What the files of a prepared data set say.

    Args:
        files: Of each TFRecord file its name and its split, empty where it is none of ours.
        image: The feature that holds the image.
        label: The feature that holds the class.
        classes: Their names.
    """

    files: tuple[tuple[str, str], ...]
    image: str
    label: str
    classes: tuple[str, ...]

    @classmethod
    def read(cls, folder: Path, image: str, label: str) -> Self:
        """Read them.

        Args:
            folder: As `tfds_folder` gives it.
            image: The feature that holds the image; empty for the only one, or the one that its
                makers learn from.
            label: Likewise of the class.

        Raises:
            UsageError: If it has no image or class, or is not in TFRecord files.
        """
        info, features = (_json(folder / name) for name in (_INFO, _FEATURES))
        try:
            files = _files(info)
            known = features["featuresDict"]["features"]
            items = info.get("supervisedKeys", {}).get("tuple", {}).get("items", [])
            learned = [each.get("featureKey") for each in items]
            image = _feature(known, "image", image, learned)
            label = _feature(known, "classLabel", label, learned)
            n = int(known[label]["classLabel"]["numClasses"])
        except (KeyError, TypeError, AttributeError) as error:
            raise UsageError(f"cannot read {folder}: {type(error).__name__} {error}") from None
        return cls(files, image, label, _classes(folder / f"{label}.labels.txt", n))


def _version(name: str) -> tuple[int, ...]:
    return tuple(map(int, name.split("."))) if fullmatch(r"\d+\.\d+\.\d+", name) else ()


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot read {path}, prepare the data set anew: {error}") from None


def _files(info: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """List the files of train, validation and test; of all splits where these are called others."""
    kind = info.get("fileFormat", "tfrecord")
    if kind != "tfrecord":
        raise UsageError(f"expected a data set in TFRecord files, received {kind}")
    named = [each for each in info["splits"] if split_named(each["name"])]
    return tuple(
        (_file(info["name"], each, shard), split_named(each["name"]))
        for each in named or info["splits"]
        for shard in range(len(each["shardLengths"]))
    )


def _file(name: str, split: dict[str, Any], shard: int) -> str:
    count = f"{shard:05d}-of-{len(split['shardLengths']):05d}"
    template: str = split.get("filepathTemplate") or (
        "{DATASET}-{SPLIT}.{FILEFORMAT}-{SHARD_X_OF_Y}"
    )
    words = {"DATASET": name, "SPLIT": split["name"], "FILEFORMAT": "tfrecord"}
    for word, value in {**words, "SHARD_X_OF_Y": count}.items():
        template = template.replace(f"{{{word}}}", value)
    if "/" in template or "{" in template:
        raise UsageError(f"expected the name of a file, received {template!r}")
    return template


def _feature(known: dict[str, Any], kind: str, asked: str, learned: list[str]) -> str:
    found = [name for name, each in known.items() if kind in each]
    if asked and asked not in found:
        raise UsageError.unknown(f"feature with {kind}", asked, found)
    choice = [asked] if asked else [each for each in learned if each in found]
    if len(choice or found) != 1:
        raise UsageError(
            f"expected one feature with {kind}, received {', '.join(found) or 'none'} among "
            f"{', '.join(known)}"
        )
    return (choice or found)[0]


def _classes(path: Path, n: int) -> tuple[str, ...]:
    """Read the names of the classes; numbers, where they have none."""
    names = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return tuple(names) if len(names) == n else tuple(map(str, range(n)))
