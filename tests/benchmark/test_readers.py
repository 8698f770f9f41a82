"""Every reader on disk gives the same of a folder and of any archive."""

import re
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from containers import CONTAINERS, folder
from layouts.pixels import pixels

from benchmark.collect import collect
from benchmark.open_tree import open_tree
from benchmark.pictures import pictures
from benchmark.plugins import READERS
from benchmark.usage_error import UsageError

layouts_of = cache(lambda name: import_module(f"layouts.{name}").layouts())
every_layout = pytest.mark.parametrize(
    ("reader", "layout"), [(name, kind) for name in READERS.names for kind in layouts_of(name)]
)


@every_layout
@pytest.mark.parametrize("container", CONTAINERS)
def test_a_layout_is_read_from_every_container(reader, layout, container, tmp_path):
    files, shown = layouts_of(reader)[layout]
    found = collect(CONTAINERS[container](files, tmp_path / "it.is"))
    assert type(found.reader) is READERS.find(reader)
    images = pictures(found, channels="rgb", size="6x7").x[:]
    numbers = {pixels(number).tobytes(): number for number in shown}
    said = {
        numbers[image.tobytes()]: (item.label, item.split, item.group)
        for item, image in zip(found.items, images, strict=True)
    }
    assert said == shown


@every_layout
@pytest.mark.parametrize("container", CONTAINERS)
def test_the_order_is_that_of_a_folder(reader, layout, container, tmp_path):
    files, _ = layouts_of(reader)[layout]
    backwards = dict(reversed(files.items()))
    there = collect(CONTAINERS[container](backwards, tmp_path / "it.is"))
    assert there.items == collect(folder(files, tmp_path / "plain")).items


@every_layout
def test_no_two_readers_claim_the_same(reader, layout, tmp_path):
    tree = open_tree(folder(layouts_of(reader)[layout][0], tmp_path))
    claimed = [name for name in READERS.names if READERS.make(name).recognises(tree)]
    assert claimed == [reader]


@pytest.mark.parametrize("reader", ["arrays", "manifest"])
def test_a_single_file_is_as_good_as_its_folder(reader, tmp_path):
    for number, (files, _) in enumerate(layouts_of(reader).values()):
        path = folder(files, tmp_path / str(number))
        name = next(name for name in files if not name.endswith(".png"))
        alone = collect(path / name)
        assert type(alone.reader) is READERS.find(reader)
        assert len(alone.items) == 9


PICTURE = layouts_of("class_folders")["flat"][0]["birds/1.png"]
TWO = {"a/1.png": PICTURE, "b/2.png": PICTURE}


def refused(files, tmp_path, name=""):
    with pytest.raises(UsageError) as caught:
        pictures(collect(folder(files, tmp_path / "it") / name))
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({".keep": b""}, "expected class folders with images in .*, received 0 files"),
        ({"a/1.txt": b"", "b/2.txt": b""}, "received 2 files, none of which ends in .avi"),
        ({"a/1.png": PICTURE}, "expected images of two classes or more in .*, received one: 'a'"),
        (TWO | {"0.png": PICTURE}, "in the folder of its class, received '0.png'"),
        (TWO | {"c/.keep": b""}, "expected images of class 'c' in .*/c$"),
        (TWO | {"c/1.txt": b""}, "expected images of class 'c' in .*/c$"),
        (
            {f"{split}/{path}": PICTURE for split in ("train", "test", "misc") for path in TWO},
            "expected classes or splits in .*, received both: test, train and 'misc'",
        ),
        ({"a/1.png": b"", "b/2.png": b""}, "none of 2 files can be used; a/1.png is empty"),
        ({"it.zip.png": b"PK\3\4"}, "in the folder of its class, received 'it.zip.png'"),
    ],
)
def test_broken_class_folders_are_refused(files, said, tmp_path):
    assert re.search(said, refused(files, tmp_path))


def test_splits_may_be_classes_where_there_is_but_one(tmp_path):
    found = collect(folder({"train/1.png": PICTURE, "plane/2.png": PICTURE}, tmp_path))
    assert [item.label for item in found.items] == ["plane", "train"]


def test_a_class_that_two_systems_spell_is_one(tmp_path):
    files = {
        "train/gr\u00f6\u00dfe/1.png": PICTURE,
        "test/gro\u0308\u00dfe/2.png": PICTURE,
        "train/b/3.png": PICTURE,
    }
    found = collect(folder(files, tmp_path))
    assert {item.label for item in found.items} == {"gr\u00f6\u00dfe", "b"}


STRAY = b"id,label\n1,0\n"
SPLIT = {f"{split}/{name}/1.png": PICTURE for split in ("train", "test") for name in ("a", "b")}


@pytest.mark.parametrize("top", ["", "dataset/"])
def test_a_table_beside_class_folders_that_lists_no_images_is_passed_over(top, tmp_path):
    files = {top + name: data for name, data in {**SPLIT, "sample_submission.csv": STRAY}.items()}
    found = collect(folder(files, tmp_path))
    assert [(item.label, item.split) for item in found.items] == [
        ("a", "test"),
        ("b", "test"),
        ("a", "train"),
        ("b", "train"),
    ]


@pytest.mark.parametrize(
    "files",
    [
        {"patient1/1.png": PICTURE, "patient2/2.png": PICTURE},
        {"train/1.png": PICTURE, "train/2.png": PICTURE, "test/3.png": PICTURE},
        {"train/p1/1.png": PICTURE, "train/p2/2.png": PICTURE, "test/p3/3.png": PICTURE},
    ],
)
def test_folders_that_need_not_be_classes_do_not_excuse_a_table(files, tmp_path):
    assert "expected a column path" in refused({**files, "labels.csv": STRAY}, tmp_path)


HEAD = "path,label\n"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.csv", b"", "expected a column path or .* in a.csv, received none"),
        ("a.csv", b"path,label\n", "expected a row an image in a.csv, received none"),
        ("a.csv", b"image_id,label\nx,y\n", "expected a column path .*, received image_id, label"),
        ("a.csv", b"path,what\nx,y\n", "expected a column label or class or category in a.csv"),
        ("a.csv", b"path,label\nx.png,a,\n", "cannot read a.csv: expected 2 values in line 2"),
        ("a.csv", b"path,label\nx.png\n", "expected 2 values in line 2, received 1"),
        ("a.csv", b'path,label\nx.png,"a\n', "cannot read a.csv: unexpected end of data in line 2"),
        ("a.csv", b"path,label\n\xff\xfe,a\n", "cannot read a.csv: .*utf-8"),
        ("a.csv", "path,label\n".encode("utf-16"), "cannot read a.csv: .*utf-8"),
        ("a.csv", b"path,label\nx.png,\n", "a label for each path in a.csv, 'x.png' has none"),
        ("a.csv", b"path,label\nx.png, \n", "a label for each path in a.csv, 'x.png' has none"),
        ("a.csv", b"path,label\nx.png,a\nx.png,b\n", "each path once in a.csv, received 'x.png'"),
        ("a.csv", b"path,label\nx.png,a\n./x.png,b\n", "each path once in a.csv, .*'x.png' again"),
        ("a.csv", b"path,label\n/etc/x.png,a\n", "within the folder of a.csv, .*'/etc/x.png'"),
        ("a.csv", b"path,label\n../x.png,a\n", "within the folder of a.csv, received '../x.png'"),
        ("a.csv", b"path,label\na/../../x.png,a\n", "within the folder of a.csv"),
        ("a.csv", b"path,label\nC:\\x.png,a\n", "within the folder of a.csv, received 'C:"),
        ("a.csv", b"path,label\n..\\x.png,a\n", "within the folder of a.csv"),
        ("a.csv", b"path,label\n\\\\host\\x.png,a\n", "within the folder of a.csv"),
        ("a.csv", b"path,label\n,a\n", "within the folder of a.csv, received ''"),
        (
            "a.csv",
            b"path,label\nx.png,a\ny.png,a\n",
            "two classes or more in .*, received one: 'a'",
        ),
        ("a.csv", b"path,label,split\nx.png,a,fold1\n", "expected splits train, .*'fold1'"),
        ("a.csv", b"path,label\nx.doc,a\ny.pdf,b\n", "expected files ending in .*, received .doc"),
        (
            "a.csv",
            b"path,label\nx.png,a\ny.png,b\n",
            "none of 2 files can be used; x.png is unread",
        ),
        ("a.csv", b"path,label\nx\0.png,a\ny.png,b\n", "cannot read a.csv|none of 2 files"),
        ("a.jsonl", b'{"path": "x.png"\n', "cannot read a.jsonl: expected an object in line 1"),
        ("a.jsonl", b"[1]\n", r"expected an object in line 1, received '\[1\]'"),
        ("a.jsonl", b"[" * 99_999, "expected an object in line 1"),
        ("a.jsonl", b'{"path": "x.png", "label": null}\n', "'x.png' has none"),
        (
            "a.jsonl",
            b'{"path": "\\ud800.png", "label": "a"}\n{"path": "\\u0000.png", "label": "b"}\n',
            "none of 2 files can be used",
        ),
        ("a.parquet", b"PAR1 and no more", "cannot read a.parquet"),
        ("a.parquet", b"", "cannot read a.parquet"),
    ],
)
def test_broken_manifests_are_refused(name, data, said, tmp_path):
    assert re.search(said, refused({name: data}, tmp_path, name))


def test_a_line_does_not_grow_with_the_files(tmp_path):
    rows = "".join(f"{n}.x{n},{n % 2}\n" for n in range(5000))
    assert len(refused({"a.csv": (HEAD + rows).encode()}, tmp_path)) < 400


def test_a_label_in_json_that_is_missing_leaves_numbers_whole(tmp_path):
    lines = b'{"path": "x.png", "label": 3}\n{"path": "y.png", "label": 4, "group": 7}\n'
    found = collect(folder({"a.jsonl": lines}, tmp_path))
    assert [(item.label, item.group) for item in found.items] == [("3", ""), ("4", "7")]


npz = import_module("layouts.arrays").npz
IMAGES = np.zeros((4, 5, 5), np.uint8)
NOISE = np.random.default_rng(0).integers(0, 256, (4, 9, 9), np.uint8)
Y = np.array([0, 1, 0, 1])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "cannot read a.npz"),
        (b"PK\3\4 hello", "cannot read a.npz"),
        (npz(x=IMAGES, y=Y)[:-30], "cannot read a.npz"),
        (b"\x93NUMPY\1\0v\0{'descr': '|u1', 'fortran_order': False, 'shape': (1,)}", "a.npz"),
        (npz(), "expected arrays named as x and y, .* in a.npz, received none"),
        (npz(a=IMAGES, b=Y), "expected arrays named as x and y, .* in a.npz, received a, b"),
        (npz(x=IMAGES), "expected arrays named as x and y"),
        (npz(x_train=IMAGES, y_train=Y, x_test=IMAGES), "expected arrays named as x and y"),
        (npz(x=IMAGES, y=Y[:3]), "each of the 4 images of x in a.npz, received 3 labels"),
        (npz(x=IMAGES, y=Y, groups=Y[:2]), "received 4 labels and 2 groups"),
        (npz(x=np.array(5), y=Y), "expected an array as x in a.npz, received one number"),
        (npz(x=IMAGES, y=np.eye(4)), r"expected shape \(n,\) of y in a.npz, received \(4, 4\)"),
        (npz(x=IMAGES, y=np.array([{}, 1, 2, 3])), "cannot read y in a.npz: Object arrays"),
        (npz(x=np.array([{}, 1, 2, 3]), y=Y), "cannot read x in a.npz: Object arrays"),
        (npz(x=IMAGES, y=Y * 0), "expected images of two classes or more in .*: '0'"),
        (npz(x=IMAGES.astype(float), y=Y), "x/0.npy is unsupported: .*, received float64"),
        (npz(x=np.zeros((4, 5, 5, 2), np.uint8), y=Y), r"expected \(height, width, 1 or 3\)"),
        (npz(x=np.zeros((4, 784), np.uint8), y=Y), "x/0.npy is unsupported"),
        (npz(np.savez_compressed, x=np.zeros((4, 1999, 1999), np.uint8), y=Y), "up to 100-fold"),
    ],
)
def test_broken_arrays_are_refused(data, said, tmp_path):
    assert re.search(said, refused({"a.npz": data}, tmp_path, "a.npz"))


def test_damaged_arrays_are_refused(tmp_path):
    good = npz(np.savez_compressed, x=NOISE, y=Y)
    rng = np.random.default_rng(1)
    for number in range(200):
        spoilt = bytearray(good)
        spoilt[rng.integers(len(good))] ^= 1 << rng.integers(8)
        path = folder({"a.npz": bytes(spoilt)}, tmp_path / str(number))
        with suppress(UsageError):
            assert len(pictures(collect(path)).x) <= 4


def test_arrays_of_few_and_of_many_channels_become_one_set(tmp_path):
    grey, rgb = np.full((2, 5, 5), 7, np.uint8), np.full((2, 5, 5, 3), 9, np.uint8)
    files = {"a.npz": npz(x_train=grey, y_train=Y[:2], x_test=rgb, y_test=Y[:2])}
    found = pictures(collect(folder(files, tmp_path)))
    assert found.x.shape == (4, 5, 5, 3)
    assert found.table["channels"].tolist() == [1, 1, 3, 3]


@pytest.mark.parametrize("path", ["none", "x" * 300, "a\0b"])
def test_nothing_is_said_to_be_nothing(path, tmp_path):
    with pytest.raises(UsageError, match="there is no"):
        collect(tmp_path / path)


def test_a_file_of_no_known_kind_is_refused(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"hello")
    with pytest.raises(UsageError, match=r"expected a folder, a zip .* received .*a\.docx"):
        collect(tmp_path / "a.docx")


def test_the_group_is_found_in_the_path(tmp_path):
    files = {f"{label}/p{n}-{label}.png": PICTURE for label in "ab" for n in range(2)}
    path = folder(files, tmp_path)
    found = collect(path, group=re.compile(r"/(p\d)-"))
    assert [item.group for item in found.items] == ["p0", "p1", "p0", "p1"]
    with pytest.raises(UsageError, match="lacks it"):
        collect(path, group=re.compile("p0"))


def test_a_decoder_can_be_asked(tmp_path):
    files = TWO | {f"{label}/{n}.npy": b"" for label in "ab" for n in range(3)}
    path = folder(files, tmp_path)
    assert [Path(item.path).suffix for item in collect(path).items] == [".npy"] * 6
    assert [Path(item.path).suffix for item in collect(path, "picture()").items] == [".png"] * 2
