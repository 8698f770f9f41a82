"""ImageNet: whose labels, and which images are tested."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from trees import imagenet

from benchmark.plugins import DATASETS


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    folder = tmp_path_factory.mktemp("imagenet")
    imagenet.make(folder)
    return folder


@pytest.fixture
def copy(tree, tmp_path):
    """A tree without the development kit."""
    shutil.copytree(tree, tmp_path / "copy")
    shutil.rmtree(tmp_path / "copy" / "ILSVRC2012_devkit_t12")
    return tmp_path / "copy"


def made(folder):
    return DATASETS.make(f"imagenet(path={str(folder)!r}, size='24')")


def truth_of(folder):
    items = made(folder).collection().items
    return {Path(each.path).name: each.label for each in items if each.split == "test"}


EXPECTED = {
    f"ILSVRC2012_val_{number:08d}.JPEG": imagenet.KIT[truth]
    for number, truth in enumerate(imagenet.TRUTH, 1)
}


def test_the_kits_numbers_are_looked_up_in_its_table(tree):
    assert truth_of(tree) == EXPECTED
    assert truth_of(tree)["ILSVRC2012_val_00000001.JPEG"] == "n04370456"


def test_labels_by_kaggle(copy):
    rows = [f"{name[:-5]},{label} 1 2 30 40 {label} 5 6 7 8 " for name, label in EXPECTED.items()]
    text = "\n".join(["ImageId,PredictionString", *reversed(rows)])
    (copy / "LOC_val_solution.csv").write_text(text)
    assert truth_of(copy) == EXPECTED


def test_labels_by_name(copy):
    lines = "\n".join(EXPECTED.values())
    (copy / "imagenet_2012_validation_synset_labels.txt").write_text(f"{lines}\n")
    assert truth_of(copy) == EXPECTED


def test_validation_images_in_class_folders(copy):
    for name, label in EXPECTED.items():
        (copy / "val" / label).mkdir(exist_ok=True)
        (copy / "val" / name).rename(copy / "val" / label / name)
    assert truth_of(copy) == EXPECTED


def test_kaggles_folders(tree, tmp_path):
    shutil.copytree(tree, tmp_path / "ILSVRC" / "Data" / "CLS-LOC")
    assert truth_of(tmp_path) == EXPECTED


def test_without_truth_it_is_asked_for(copy):
    with pytest.raises(FileNotFoundError, match="expected LOC_val_solution.csv, ILSVRC2012_val"):
        made(copy).collection()


def test_a_lacking_label_is_named(copy):
    (copy / "imagenet_2012_validation_synset_labels.txt").write_text("n01440764\n")
    with pytest.raises(ValueError, match="a label for val/ILSVRC2012_val_00000002.JPEG, rec.* 1 "):
        made(copy).collection()


def test_the_sources_validation_images_are_tested_and_tuning_has_its_own(tree):
    data, other = made(tree).load(0), made(tree).load(1)
    assert data.classes == ("n01440764", "n02119789", "n04370456")
    assert [len(each) for each in (data.train, data.validation, data.test)] == [144, 6, 30]
    np.testing.assert_array_equal(data.test.x, other.test.x)
    assert not np.array_equal(data.validation.x, other.validation.x)
    means = [data.test.x[data.test.y == label].mean() for label in range(3)]
    np.testing.assert_allclose(means, list(imagenet.LEVELS.values()), atol=8)


def test_where_it_can_be_had_is_said(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"image-net.org.* say imagenet\(path="):
        made(tmp_path / "absent").collection()


def test_the_folder_in_the_cache(tree, tmp_path, monkeypatch):
    (tmp_path / "datasets").mkdir()
    (tmp_path / "datasets" / "imagenet").symlink_to(tree)
    monkeypatch.setenv("DEPTHBENCH_CACHE", str(tmp_path))
    assert len(DATASETS.make("imagenet").collection().items) == 180
