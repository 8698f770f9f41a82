"""PKLot: days and cameras are on one side."""

import pytest
from trees import pklot

from benchmark.plugins import DATASETS
from benchmark.usage_error import UsageError


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pklot")
    pklot.make(folder)
    return folder


def made(tree, train, test):
    return DATASETS.make(f"pklot(path={str(tree)!r}, size='24', train={train!r}, test={test!r})")


def days(split):
    return set(split.groups.tolist())


@pytest.mark.parametrize("camera", ["PUC", "UFPR04", "UFPR05"])
def test_half_of_the_days_are_tested(tree, camera):
    tested = set()
    for seed in range(12):
        data = made(tree, camera, camera).load(seed)
        three = [days(split) for split in (data.train, data.validation, data.test)]
        assert list(map(len, three)) == [3, 1, 4]
        assert len(set.union(*three)) == 8
        tested |= three[2]
    assert len(tested) == 8


@pytest.mark.parametrize(("train", "test"), [("PUC", "UFPR04"), ("UFPR05", "PUC")])
def test_another_camera_is_tested_whole(tree, train, test):
    data = made(tree, train, test).load(0)
    assert len(data.test) == 8 * 12
    assert {name.split()[0] for name in days(data.test)} == {test[:4].strip()}
    assert {name.split()[0] for name in days(data.train)} == {train[:4].strip()}
    assert len(days(data.train)) == 7
    assert len(days(data.validation)) == 1


def test_two_cameras_of_one_lot_share_no_day(tree):
    data = made(tree, "UFPR04", "UFPR05").load(0)
    learned = days(data.train) | days(data.validation)
    assert learned == {f"UFPR 2012-12-{day:02d}" for day in range(7, 12)}
    assert days(data.test) == {f"UFPR 2012-12-{day}" for day in range(12, 20)}


def test_the_folder_may_be_called_pucpr(tree, tmp_path):
    (tmp_path / "PUCPR").symlink_to(tree / "PKLotSegmented" / "PUC")
    assert len(made(tmp_path, "PUC", "PUC").collection().items) == 96


def test_a_camera_that_is_not_there_is_named(tree, tmp_path):
    (tmp_path / "PUC").symlink_to(tree / "PKLotSegmented" / "PUC")
    with pytest.raises(FileNotFoundError, match="expected images of UFPR04"):
        made(tmp_path, "PUC", "UFPR04").collection()


def test_an_unknown_camera_is_refused(tree):
    with pytest.raises(UsageError, match="UFPR04"):
        made(tree, "PUC", "UFPR06")
