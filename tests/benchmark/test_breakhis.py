"""BreaKHis: patients are on one side, whatever is asked of their tumours."""

import numpy as np
import pytest
from trees import breakhis

from benchmark.plugins import DATASETS
from benchmark.usage_error import UsageError

TYPES = {kind for _, kind, _ in breakhis.PATIENTS}


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    folder = tmp_path_factory.mktemp("breakhis")
    breakhis.make(folder)
    return folder


def made(tree, **settings):
    more = "".join(f", {key}={value!r}" for key, value in settings.items())
    return DATASETS.make(f"breakhis(path={str(tree)!r}{more})")


def patients(split):
    return set(split.groups.tolist())


@pytest.mark.parametrize("task", ["malignancy", "type"])
@pytest.mark.parametrize("seed", range(10))
def test_a_patient_is_on_one_side_and_every_class_is_learned_and_tested(tree, task, seed):
    data = made(tree, task=task).load(seed)
    three = [patients(split) for split in (data.train, data.validation, data.test)]
    assert sum(map(len, three)) == len(set.union(*three))
    assert set(data.train.y) == set(data.test.y) == set(range(len(data.classes)))
    assert set(data.classes) == ({"benign", "malignant"} if task == "malignancy" else TYPES)


def test_three_tenths_of_the_patients_are_tested(tree):
    data = made(tree).load(0)
    three = [patients(split) for split in (data.train, data.validation, data.test)]
    benign, malignant = 13, 19  # numbers among those of the tree
    assert len(set.union(*three)) == benign + malignant
    assert len(three[2]) == round(0.3 * benign) + round(0.3 * malignant) == 10
    assert len(three[1]) == round(9 / 7) + round(13 / 7) == 3


def test_letters_behind_a_number_make_no_other_patient(tree):
    items = made(tree).collection().items
    groups = {item.group for item in items if "/adenosis/" in item.path}
    assert groups == {"14-22549", "14-29960", "14-3411"}


def test_magnifications(tree):
    names = {value: made(tree, magnification=value).collection() for value in ("40", "100", "all")}
    assert [len(each.items) for each in names.values()] == [156, 156, 312]
    assert all("/40X/" in item.path for item in names["40"].items)
    with pytest.raises(FileNotFoundError, match="expected pictures in 400X"):
        made(tree, magnification="400").collection()


def test_all_magnifications_of_a_patient_are_on_one_side(tree):
    data = made(tree, magnification="all").load(0)
    assert not patients(data.train) & patients(data.test)
    assert len(data.train) + len(data.validation) + len(data.test) == 312


@pytest.mark.parametrize(
    ("setting", "match"), [({"task": "subtype"}, "known: malig"), ({"magnification": "50"}, "100")]
)
def test_unknown_settings_are_refused(tree, setting, match):
    with pytest.raises(UsageError, match=match):
        made(tree, **setting)


def test_the_seed_draws_other_patients(tree):
    drawn = {tuple(np.unique(made(tree).load(seed).test.groups)) for seed in range(10)}
    assert len(drawn) == 10
