"""Every data set on disk keeps the contract of `Dataset`."""

import gzip
import shutil
from collections import Counter
from dataclasses import is_dataclass
from functools import cache
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from specs import spec_of

from benchmark.datasets import fashion_mnist
from benchmark.datasets._files import Files
from benchmark.plugins import DATASETS

_PARTS = {"subset", "tuning"}  # which leave some images out

every_dataset = pytest.mark.parametrize("name", DATASETS.names)
load = cache(lambda name, seed: DATASETS.make(spec_of(name)).load(seed))


def splits(data):
    return data.train, data.validation, data.test


@every_dataset
def test_images_are_bytes_and_labels_count_from_nought(name):
    data = load(name, 0)
    for split in splits(data):
        assert split.x.dtype == np.uint8
        assert split.x.ndim == 4
        assert split.x.shape[3] in {1, 3}
        assert split.x.shape[1:] == data.train.x.shape[1:]
        assert split.y.dtype == np.int64
        assert split.y.shape == (len(split.x),)
        assert set(split.y) == set(range(len(data.classes)))
    assert data.train.x.max() > 200


def counted(data):
    images = [image.tobytes() for split in splits(data) for image in split.x]
    return Counter(sha256(image).digest() for image in images)


@every_dataset
def test_no_image_is_used_twice(name):
    data = load(name, 0)
    assert len(counted(data)) > 0.99 * sum(map(len, splits(data)))


@pytest.mark.parametrize("name", sorted({*DATASETS.names} - _PARTS))
def test_every_image_of_the_source_is_used(name):
    assert counted(load(name, 0)) == counted(load(name, 1))


@every_dataset
def test_classes_keep_their_shares_or_groups_are_whole(name):
    data = load(name, 0)
    if data.test.groups is not None:  # their classes are as they are
        groups = [set(split.groups.tolist()) for split in splits(data)]
        assert sum(map(len, groups)) == len(set.union(*groups))
        return
    shares = [np.bincount(split.y) / len(split) for split in splits(data)]
    np.testing.assert_allclose(shares[1], shares[0], atol=0.02)
    np.testing.assert_allclose(shares[2], shares[0], atol=0.02)


@every_dataset
def test_the_seed_decides_the_split(name):
    dataset = DATASETS.make(spec_of(name))
    assert dataset.load(0).sha256 == load(name, 0).sha256
    if not leaves_nothing_to_decide(dataset):
        assert load(name, 0).sha256 != load(name, 1).sha256


def leaves_nothing_to_decide(dataset):
    """Tell data whose source says of every image in which of the three splits it is."""
    if not isinstance(dataset, Files):
        return False
    return {item.split for item in dataset.collection().items} == {"train", "validation", "test"}


@every_dataset
def test_licence_and_citation_are_given(name):
    dataset = DATASETS.make(spec_of(name))
    assert is_dataclass(dataset)
    assert dataset.licence
    assert dataset.citation


downloaded = pytest.mark.parametrize(
    "name", [name for name in DATASETS.names if getattr(DATASETS.find(name), "source", "")]
)


@downloaded
def test_what_is_not_there_is_said_with_the_way_to_it(name):
    with pytest.raises(FileNotFoundError) as caught:
        DATASETS.make(f"{name}(path='/nowhere')").collection()
    dataset = DATASETS.find(name)
    assert str(caught.value) == (
        f'there is no /nowhere; {dataset.source}. Put it there, or say {name}(path="...")'
    )


@downloaded
def test_the_published_counts_are_of_folders_that_there_are(name):
    published = DATASETS.find(name).published
    items = DATASETS.make(spec_of(name)).collection().items
    folders = {folder for item in items for folder in ["", *item.path.split("/")[:-1]]}
    assert published
    assert folders & set(published)
    assert all(count > 0 for count in published.values())


@pytest.mark.parametrize(
    ("name", "sizes"),
    [
        ("digits", (1257, 180, 360)),
        ("mnist_5k", (3500, 500, 1000)),
        ("fashion_mnist", (55_000, 5_000, 10_000)),
    ],
)
def test_sizes(name, sizes):
    assert tuple(map(len, splits(load(name, 0)))) == sizes


def test_fashion_mnist_keeps_the_sources_test_split():
    np.testing.assert_array_equal(load("fashion_mnist", 0).test.x, load("fashion_mnist", 1).test.x)


@pytest.fixture
def origin(tmp_path, monkeypatch):
    """A server with the four files, in place of Keras' own."""
    served = tmp_path / "served"
    served.mkdir()
    for name in fashion_mnist._SHA256:
        shutil.copy(fashion_mnist._file(name).find(), served)

    class Quiet(SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(served))

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(fashion_mnist, "_ORIGIN", f"http://127.0.0.1:{server.server_port}/")
    monkeypatch.setattr(fashion_mnist, "_DEBIAN", tmp_path / "absent")
    monkeypatch.setenv("DEPTHBENCH_CACHE", str(tmp_path / "cache"))
    fashion_mnist._read.cache_clear()
    yield served
    server.shutdown()
    server.server_close()
    fashion_mnist._read.cache_clear()


def test_fashion_mnist_is_downloaded_once(origin):
    expected = load("fashion_mnist", 0).sha256
    assert DATASETS.make("fashion_mnist").load(0).sha256 == expected
    shutil.rmtree(origin)
    fashion_mnist._read.cache_clear()
    assert DATASETS.make("fashion_mnist").load(0).sha256 == expected


@pytest.mark.usefixtures("origin")
@pytest.mark.parametrize(
    "content",
    [gzip.compress(b"nothing", mtime=0), gzip.compress(b"x" * 99, mtime=0)[:20], b""],
)
def test_a_damaged_file_is_named(tmp_path, content):
    cached = tmp_path / "cache" / "datasets" / "fashion-mnist" / "train-images-idx3-ubyte.gz"
    cached.parent.mkdir(parents=True)
    cached.write_bytes(content)
    with pytest.raises(ValueError, match="train-images-idx3-ubyte.gz is damaged, remove it"):
        DATASETS.make("fashion_mnist").load(0)


def test_a_damaged_download_is_not_kept(origin, tmp_path):
    (origin / "train-images-idx3-ubyte.gz").write_bytes(b"half")
    with pytest.raises(FileNotFoundError, match="its download failed"):
        DATASETS.make("fashion_mnist").load(0)
    assert list((tmp_path / "cache" / "datasets" / "fashion-mnist").iterdir()) == []


def test_without_files_or_network_the_way_out_is_said(origin):
    shutil.rmtree(origin)
    Path(origin).mkdir()
    with pytest.raises(FileNotFoundError, match="apt-get install dataset-fashion-mnist"):
        DATASETS.make("fashion_mnist").load(0)
