"""CNRPark+EXT: the published splits, and parts that are learned from and tested on."""

import shutil

import pytest
from trees import cnrpark

from benchmark.plugins import DATASETS
from benchmark.usage_error import UsageError


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cnrpark")
    cnrpark.make(folder)
    return folder


def made(tree, train="train", test="test"):
    return DATASETS.make(f"cnrpark(path={str(tree)!r}, train={train!r}, test={test!r})")


def groups(split):
    return set(split.groups.tolist())


def test_the_published_splits_are_kept(tree):
    data = made(tree).load(0)
    assert data.classes == ("busy", "free")
    for split, name in ((data.train, "train"), (data.validation, "val"), (data.test, "test")):
        days = [day for _, day in cnrpark.DAYS[name]]
        assert groups(split) == {f"{each} {day}" for each in ("camera1", "camera8") for day in days}
        assert len(split) == 20 * len(days)
    busy, free = (data.test.x[data.test.y == label].mean() for label in (0, 1))
    assert busy > free + 80


@pytest.mark.parametrize(
    ("train", "test", "learned", "tested"),
    [
        ("A", "B", {f"A {slot}" for slot in range(1, 11)}, {f"B {slot}" for slot in range(1, 11)}),
        (
            "even",
            "odd",
            {f"{camera} {slot}" for camera in "AB" for slot in (2, 4, 6, 8, 10)},
            {f"{camera} {slot}" for camera in "AB" for slot in (1, 3, 5, 7, 9)},
        ),
        (
            "A odd",
            "A even",
            {f"A {n}" for n in (1, 3, 5, 7, 9)},
            {f"A {n}" for n in range(2, 11, 2)},
        ),
        (
            "camera8",
            "camera1",
            {f"camera8 {day}" for days in cnrpark.DAYS.values() for _, day in days},
            {f"camera1 {day}" for days in cnrpark.DAYS.values() for _, day in days},
        ),
        (
            "sunny",
            "rainy",
            {f"camera{n} 2015-11-{day}" for n in (1, 8) for day in (12, 22, 29)},
            {f"camera{n} 2015-{day}" for n in (1, 8) for day in ("11-21", "12-17")},
        ),
        (
            "CNRPark",
            "test",
            {f"{camera} {slot}" for camera in "AB" for slot in range(1, 11)},
            {f"camera{n} 2015-{day}" for n in (1, 8) for day in ("11-29", "12-17")},
        ),
    ],
)
def test_parts(tree, train, test, learned, tested):
    data, *others = [made(tree, train, test).load(seed) for seed in range(4)]
    assert groups(data.train) | groups(data.validation) == learned
    assert not groups(data.train) & groups(data.validation)
    assert groups(data.test) == tested
    assert {each.sha256 for each in others} != {data.sha256}


def test_lists_of_the_other_archive_are_read(tree, tmp_path):
    (tmp_path / "PATCHES").symlink_to(tree / "PATCHES")
    (tmp_path / "splits").mkdir()
    (tmp_path / "splits" / "CNRPark-EXT").symlink_to(tree / "LABELS")
    assert made(tmp_path).load(0).sha256 == made(tree).load(0).sha256


def test_published_splits_are_kept_even_if_they_part_a_day(tree, tmp_path):
    shutil.copytree(tree, tmp_path / "copy")
    lists = {name: tmp_path / "copy" / "LABELS" / f"{name}.txt" for name in ("train", "val")}
    first, *rest = lists["train"].read_text().splitlines(keepends=True)
    lists["train"].write_text("".join(rest))
    lists["val"].write_text(lists["val"].read_text() + first)
    data = made(tmp_path / "copy").load(0)
    assert [len(each) for each in (data.train, data.validation, data.test)] == [59, 21, 40]


def test_parts_that_share_images_are_refused(tree):
    with pytest.raises(UsageError, match="'A' and 'even' share CNRPark-Patches-150x150/A/busy/"):
        made(tree, "A", "even").collection()


def test_an_unknown_part_is_refused(tree):
    with pytest.raises(UsageError, match="unknown part in .* 'camera3'; .*known: A, A even"):
        made(tree, "camera1", "camera3").collection()


def test_a_line_that_is_no_label_is_named(tree, tmp_path):
    (tmp_path / "PATCHES").symlink_to(tree / "PATCHES")
    (tmp_path / "LABELS").mkdir()
    (tmp_path / "LABELS" / "train.txt").write_text("SUNNY/a.jpg busy\n")
    with pytest.raises(ValueError, match="0 or 1 in LABELS/train.txt, received 'SUNNY/a.jpg busy'"):
        made(tmp_path).collection()
