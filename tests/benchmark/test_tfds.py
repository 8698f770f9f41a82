"""Sets of TensorFlow Datasets are read as it reads them, without it."""

import json
import shutil
import subprocess
import sys

import numpy as np
import pytest
from specs import spec_of

from benchmark.call import Call
from benchmark.plugins import DATASETS
from benchmark.usage_error import UsageError


@pytest.fixture(scope="module")
def place():
    return Call.parse(spec_of("tfds")).settings["path"]


@pytest.fixture
def copied(place, tmp_path):
    """A copy to break, and the folder of its files."""
    shutil.copytree(place, tmp_path / "sets")
    return tmp_path / "sets" / "tiny_pictures" / "1.2.0"


def made(place, **settings):
    return DATASETS.make(
        str(Call("tfds", {"name": "tiny_pictures", "path": str(place)} | settings))
    )


def test_encoded_images_and_labels_are_those_that_the_builder_reads(place):
    import tensorflow as tf
    import tensorflow_datasets as tfds

    collection = made(place).collection()
    ours = {
        collection.read(number): (item.label, item.split)
        for number, item in enumerate(collection.items)
    }
    builder = tfds.builder_from_directory(f"{place}/tiny_pictures/1.2.0")
    skip = {"image": tfds.decode.SkipDecoding()}
    names = ["a cat", "a dog"]
    theirs = {
        example["image"]: (names[example["label"]], split)
        for split in ("train", "test")
        for example in tfds.as_numpy(builder.as_dataset(split=split, decoders=skip))
    }
    assert len(theirs) == 80
    assert ours == theirs
    decoded = {tf.io.decode_image(each).numpy().tobytes() for each in theirs}
    pixels = {collection.decoder.decode(each)[0].tobytes() for each in ours}
    assert pixels == decoded


def test_pictures_are_brought_to_one_size_and_keep_their_splits(place):
    data = made(place, size="16", channels="grey").load(0)
    assert data.train.x.shape == (54, 16, 16, 1)
    assert (len(data.validation), len(data.test)) == (6, 20)
    assert data.classes == ("a cat", "a dog")


def test_another_class_may_be_asked_for(place):
    data = made(place, label="other").load(0)
    assert data.classes == ("0", "1", "2")
    assert np.bincount(data.test.y).tolist() == [7, 7, 6]


def test_tensorflow_is_not_imported(place):
    code = (
        "import sys; from benchmark.plugins import DATASETS; DATASETS.make(sys.argv[1]).load(0); "
        "print([name for name in sys.modules if name.startswith('tensorflow')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, spec_of("tfds")], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"name": ""}, "expected tfds(name="),
        ({"name": "tiny_picture"}, "has prepared tiny_pictures:1.2.0"),
        ({"name": "tiny_pictures:1.0.0"}, "has prepared tiny_pictures:1.2.0"),
        ({"label": "lable"}, "unknown feature with classLabel 'lable'; the nearest is 'label'"),
        ({"image": "name"}, "known: image"),
    ],
)
def test_what_is_not_there_is_said(place, settings, message):
    with pytest.raises(UsageError) as raised:
        made(place, **settings).load(0)
    assert message in str(raised.value)


def test_the_newest_version_is_taken_and_an_older_one_may_be_named(copied):
    newer = copied.parent / "1.10.0"
    shutil.copytree(copied, newer)
    (newer / "label.labels.txt").write_text("new\nnewer\n")
    assert made(copied.parent.parent).load(0).classes == ("new", "newer")
    older = made(copied.parent.parent, name="tiny_pictures:1.2.0")
    assert older.load(0).classes == ("a cat", "a dog")


def test_other_formats_are_refused(copied):
    info = copied / "dataset_info.json"
    info.write_text(json.dumps(json.loads(info.read_text()) | {"fileFormat": "array_record"}))
    with pytest.raises(UsageError, match="in TFRecord files, received array_record"):
        made(copied.parent.parent).load(0)


def test_a_file_that_ends_early_is_named(copied):
    (path,) = copied.glob("*train*")
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(UsageError, match=f"{path.name} is damaged, prepare it anew: it ends early"):
        made(copied.parent.parent).load(0)


def test_a_missing_file_is_named(copied):
    (path,) = copied.glob("*train*")
    path.unlink()
    with pytest.raises(UsageError, match=f"expected {path.name}"):
        made(copied.parent.parent).load(0)


def test_a_file_for_no_split_of_ours_is_left_out(copied):
    info = copied / "dataset_info.json"
    known = json.loads(info.read_text())
    known["splits"][1]["name"] = "extra"
    info.write_text(json.dumps(known))
    data = made(copied.parent.parent).load(0)
    assert sum(map(len, (data.train, data.validation, data.test))) == 60


def test_a_damaged_picture_is_found_and_left_out(copied):
    (path,) = copied.glob("*train*")
    content = path.read_bytes()
    start = content.index(b"IDAT") + 20
    path.write_bytes(content[:start] + bytes(40) + content[start + 40 :])
    found = made(copied.parent.parent, most_damaged=0.1).pictures()
    assert (found.table["damage"] != "").sum() == 1
    with pytest.raises(UsageError, match="1 of 80 files cannot be used"):
        made(copied.parent.parent).load(0)
