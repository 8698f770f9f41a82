"""Kather's tissues: every fold is tested once, by tiles and by slides."""

import shutil

import numpy as np
import pytest
from trees import colorectal

from benchmark.plugins import DATASETS
from benchmark.usage_error import UsageError


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    folder = tmp_path_factory.mktemp("colorectal")
    colorectal.make(folder)
    return folder


def made(tree, *, by_slide=False):
    return DATASETS.make(f"colorectal(path={str(tree)!r}, by_slide={by_slide})")


def images(split):
    return {image.tobytes() for image in split.x}


@pytest.mark.parametrize("by_slide", [False, True])
def test_ten_seeds_test_every_tile_once(tree, by_slide):
    for first in (0, 10):
        tested = [
            images(made(tree, by_slide=by_slide).load(first + seed).test) for seed in range(10)
        ]
        assert list(map(len, tested)) == [32] * 10
        assert len(set.union(*tested)) == 320


def test_other_ten_seeds_have_other_folds(tree):
    first = [images(made(tree).load(seed).test) for seed in range(10)]
    assert images(made(tree).load(10).test) not in first


def test_tissues_have_equal_shares_in_every_fold(tree):
    data = made(tree).load(3)
    assert data.test.groups is None
    for split, n in ((data.train, 32), (data.validation, 4), (data.test, 4)):
        assert np.bincount(split.y).tolist() == [n] * 8


def test_a_slide_is_tested_as_a_whole(tree):
    tested = set()
    for seed in range(10):
        data = made(tree, by_slide=True).load(seed)
        three = [set(split.groups) for split in (data.train, data.validation, data.test)]
        assert list(map(len, three)) == [8, 1, 1]
        assert len(set.union(*three)) == 10
        tested |= three[2]
    assert tested == {f"{slide:02d}" for slide in range(1, 11)}


def test_the_archive_is_read_in_place(tree, tmp_path):
    archive = shutil.make_archive(str(tmp_path / "tiles"), "zip", tree)
    assert made(archive).load(0).sha256 == made(tree).load(0).sha256


def test_a_tissue_on_one_slide_alone_is_refused(tree, tmp_path):
    shutil.copytree(tree, tmp_path / "copy")
    for path in (tmp_path / "copy").glob("*/08_EMPTY/*"):
        if "HE-05" not in path.name:
            path.unlink()
    (seed,) = (s for s in range(10) if set(made(tree, by_slide=True).load(s).test.groups) == {"05"})
    with pytest.raises(UsageError, match="which has no 'EMPTY'"):
        made(tmp_path / "copy", by_slide=True).load(seed)
