"""Labeled Faces in the Wild: people with enough images, and pairs of people who are new."""

import shutil

import numpy as np
import pytest
from PIL import Image
from trees import lfw

from benchmark.plugins import DATASETS
from benchmark.usage_error import UsageError


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lfw")
    lfw.make(folder)
    return folder


def made(tree, more):
    return DATASETS.make(f"lfw(path={str(tree)!r}, {more})")


def with_pairs(tree, folder, text):
    (folder / "lfw").symlink_to(tree / "lfw")
    (folder / "pairs.txt").write_text(text)
    return made(folder, "task='pairs', size='30x60', most_damaged=0.02")


@pytest.mark.parametrize(("least", "n"), [(20, 90), (30, 70), (3, 210)])
def test_people_with_enough_images(tree, least, n):
    dataset = made(tree, f"least={least}")
    items = dataset.collection().items
    assert len(items) == n
    expected = {name for name, m in {**lfw.FAMOUS, **lfw.PEOPLE}.items() if m >= least}
    assert {item.label for item in items} == expected
    assert dataset.load(0).test.groups is None


def test_nobody_with_enough_images(tree):
    with pytest.raises(UsageError, match="with 50 images in .* the most that one has is 40"):
        made(tree, "least=50").collection()


def people_of(split):
    """Name all people of a split's groups: those of a fold are named for it."""
    return {group[3:].split("_")[1] for group in split.groups}


def test_ten_seeds_test_every_fold_once(tree):
    tested = []
    for seed in range(10):
        data = made(tree, "task='pairs'").load(seed)
        assert [len(each) for each in (data.train, data.validation, data.test)] == [64, 8, 8]
        assert people_of(data.test) == {str(seed)}
        assert people_of(data.validation) == {str((seed + 1) % 10)}
        assert not people_of(data.train) & (people_of(data.test) | people_of(data.validation))
        tested.extend(data.test.x.reshape(8, -1).tolist())
    assert len({tuple(image) for image in tested}) == 80
    assert made(tree, "task='pairs'").load(10).sha256 == made(tree, "task='pairs'").load(0).sha256


def face(tree, name, number):
    return np.asarray(Image.open(tree / "lfw" / name / f"{name}_{number:04d}.jpg"))


def test_two_faces_stand_side_by_side(tree):
    data = made(tree, "task='pairs', size='30x60'").load(0)
    assert data.classes == ("different", "same")
    assert data.test.y.tolist() == [1, 1, 1, 1, 0, 0, 0, 0]
    assert data.test.groups.tolist()[3:6] == ["00 Person_0_c", "00 Person_0_a", "00 Person_0_b"]
    one = np.hstack([face(tree, "Person_0_c", 2), face(tree, "Person_0_c", 4)])
    two = np.hstack([face(tree, "Person_0_b", 2), face(tree, "Person_0_c", 2)])
    # Two decoders of JPEG may differ by a step.
    np.testing.assert_allclose(data.test.x[3].astype(int), one, atol=2)
    np.testing.assert_allclose(data.test.x[5].astype(int), two, atol=2)


def test_pairs_have_a_size_that_holds_both():
    normal = DATASETS.normalise("lfw(task='pairs')")
    assert normal == "lfw(size='125x250', task='pairs')" == DATASETS.normalise(normal)


def test_a_person_in_two_folds_is_refused(tree, tmp_path):
    text = lfw.pairs().replace("Person_7_b\t1\t3", "Person_2_b\t1\t3")
    with pytest.raises(ValueError, match="Person_2_b is in 3 and 8"):
        with_pairs(tree, tmp_path, text).collection()


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("10\t5\nA\t1\t2\n", "expected 10 folds of 10 pairs in pairs.txt, received 1 lines"),
        ("1\t1\nA\t1\t2\nA\t1\n", "expected names and numbers in pairs.txt, received 'A 1'"),
        ("Person_0_a\t1\t2\n", "received 0 lines"),
    ],
)
def test_a_broken_list_is_refused(tree, tmp_path, text, match):
    with pytest.raises(ValueError, match=match):
        with_pairs(tree, tmp_path, text).collection()


def test_without_its_list_pairs_cannot_be_had(tree, tmp_path):
    (tmp_path / "lfw").symlink_to(tree / "lfw")
    with pytest.raises(FileNotFoundError, match="expected pairs.txt, the pairs of View 2"):
        made(tmp_path, "task='pairs'").collection()


def test_a_pair_with_a_lacking_face_is_left_out(tree, tmp_path):
    text = lfw.pairs().replace("Person_0_a\t1\t2", "Person_0_a\t1\t99")
    found = with_pairs(tree, tmp_path, text).pictures()
    lost = found.table[found.table["damage"] != ""]
    assert lost["path"].tolist() == ["lfw/Person_0_a/Person_0_a_0001.jpg|Person_0_a_0099.jpg.npy"]
    assert lost["damage"].tolist() == ["unreadable"]


@pytest.mark.parametrize(
    ("content", "kind"), [(b"", "empty"), (b"<html>", "not an image"), (None, "unsupported")]
)
def test_what_is_wrong_with_a_face_is_said_of_its_pair(tree, tmp_path, content, kind):
    shutil.copytree(tree, tmp_path / "copy")
    face = tmp_path / "copy" / "lfw" / "Person_0_a" / "Person_0_a_0002.jpg"
    if content is None:
        Image.new("RGB", (30, 20)).save(face)
    else:
        face.write_bytes(content)
    found = made(tmp_path / "copy", "task='pairs', most_damaged=0.02").pictures()
    assert found.table["damage"][found.table["damage"] != ""].tolist() == [kind]


def test_two_sets_of_faces_are_refused(tree, tmp_path):
    for name in ("lfw", "lfw_funneled"):
        (tmp_path / name).symlink_to(tree / "lfw")
    with pytest.raises(UsageError, match="each face once, received lfw/.* and lfw_funneled/"):
        made(tmp_path, "least=20").collection()


@pytest.mark.parametrize(
    ("more", "match"), [("task='faces'", "known: people"), ("least=2", "3 or")]
)
def test_unknown_settings_are_refused(tree, more, match):
    with pytest.raises(UsageError, match=match):
        made(tree, more)
