"""Data sets are fetched or imported once, whole, and are there ever after."""

import shutil
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import numpy as np
import pytest
from PIL import Image
from trees import mnist as made

from benchmark.datasets import mnist
from benchmark.plugins import DATASETS
from benchmark.prepare import prepare
from benchmark.usage_error import UsageError

MINE = '''"""A tree of files, as large data sets are."""
from dataclasses import dataclass
from benchmark.collect import collect
from benchmark.datasets._files import Files
from benchmark.datasets._keras_cache import keras_cache

@dataclass(frozen=True)
class Mine(Files):
    licence = citation = "mine"

    def collection(self):
        return collect(keras_cache() / "datasets" / "mine")
'''


class Server(ThreadingHTTPServer):
    """One file, which can be sent in part: `breaks` bytes of an answer, or without ranges."""

    def __init__(self, content):
        super().__init__(("127.0.0.1", 0), Answer)
        self.content, self.breaks, self.ranges, self.asked = content, None, True, []


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        wanted = self.headers.get("Range")
        self.server.asked.append(wanted)
        start = int(wanted[len("bytes=") : -1]) if wanted and self.server.ranges else 0
        content = self.server.content[start:]
        if start and not content:
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: self.server.breaks])

    def log_message(self, *_):
        pass


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("DEPTHBENCH_CACHE", str(tmp_path / "cache"))
    mnist._read.cache_clear()
    yield tmp_path / "cache" / "datasets"
    mnist._read.cache_clear()


@pytest.fixture
def downloads(tmp_path, monkeypatch):
    """A folder with a stand-in for `mnist.npz`, which is looked for nowhere but in the cache."""
    monkeypatch.setattr(mnist, "_FILE", mnist._FILE)  # to have it back
    folder = tmp_path / "downloads"
    folder.mkdir()
    made.make(folder)
    nowhere = "http://127.0.0.1:9/mnist.npz"
    monkeypatch.setattr(mnist, "_FILE", replace(mnist._FILE, others=(), url=nowhere))
    return folder


@pytest.fixture
def server(cache, downloads, monkeypatch):
    server = Server((downloads / "mnist.npz").read_bytes())
    Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/mnist.npz"
    monkeypatch.setattr(mnist, "_FILE", replace(mnist._FILE, url=url))
    yield server
    server.shutdown()
    server.server_close()


def test_a_download_is_checked_counted_and_told(server, cache):
    told = []
    found = prepare("mnist", told=lambda *words: told.append(words))
    assert (found.train, found.validation, found.test, found.classes) == (550, 50, 100, 10)
    assert found.shape == (28, 28, 1)
    assert found.decoded_bytes == 700 * 28 * 28
    assert found.files == (str(cache / "mnist.npz"),)
    assert found.file_bytes == len(server.content)
    assert found.sha256 == "ok"
    assert told[-1] == ("downloading mnist.npz, MiB", 0, 0)
    assert [path.name for path in cache.iterdir()] == ["mnist.npz"]


def test_nothing_is_fetched_again(server):
    prepare("mnist")
    prepare("mnist")
    assert server.asked == [None]


def test_afterwards_neither_network_nor_file_is_needed(server, cache):
    expected = prepare("mnist")
    server.content = b""
    mnist._read.cache_clear()
    shutil.rmtree(cache)
    assert len(DATASETS.make("mnist").load(0).train) == expected.train


def test_a_download_that_was_cut_goes_on(server, cache):
    server.breaks = 100_000
    with pytest.raises(FileNotFoundError, match="the connection ended after 100,000 of"):
        prepare("mnist")
    assert [path.name for path in cache.iterdir()] == ["mnist.npz.part"]
    server.breaks = None
    prepare("mnist")
    assert server.asked == [None, "bytes=100000-"]
    assert (cache / "mnist.npz").read_bytes() == server.content


def test_of_a_server_that_cannot_go_on_all_is_fetched(server, cache):
    cache.mkdir(parents=True)
    (cache / "mnist.npz.part").write_bytes(server.content[:1000])
    server.ranges = False
    prepare("mnist")
    assert (cache / "mnist.npz").read_bytes() == server.content


@pytest.mark.parametrize("wrong", [b"x" * 1000, b"x" * 10_000_000])
def test_the_beginning_of_another_file_is_dropped(server, cache, wrong):
    cache.mkdir(parents=True)
    (cache / "mnist.npz.part").write_bytes(wrong)
    prepare("mnist")
    assert (cache / "mnist.npz").read_bytes() == server.content
    assert server.asked == [f"bytes={len(wrong)}-", None]


def test_a_part_that_is_whole_is_taken(server, cache):
    cache.mkdir(parents=True)
    (cache / "mnist.npz.part").write_bytes(server.content)
    prepare("mnist")
    assert [path.name for path in cache.iterdir()] == ["mnist.npz"]


def test_another_file_than_the_published_one_is_not_kept(server, cache):
    server.content = b"another"
    with pytest.raises(FileNotFoundError, match="expected content of SHA-256"):
        prepare("mnist")
    assert list(cache.iterdir()) == []


def test_a_file_is_copied_from_a_folder(cache, downloads):
    found = prepare("mnist", downloads)
    assert found.sha256 == "ok"
    assert (cache / "mnist.npz").read_bytes() == (downloads / "mnist.npz").read_bytes()


def test_a_damaged_file_in_a_folder_is_named_and_not_copied(cache, downloads):
    (downloads / "mnist.npz").write_bytes(b"half")
    with pytest.raises(ValueError, match="downloads/mnist.npz is damaged, remove it"):
        prepare("mnist", downloads)
    assert not cache.exists()


def test_a_damaged_file_in_the_cache_is_named(cache, downloads):
    cache.mkdir(parents=True)
    (cache / "mnist.npz").write_bytes(b"half")
    with pytest.raises(ValueError, match="datasets/mnist.npz is damaged, remove it"):
        prepare("mnist")


def test_a_damaged_file_in_the_cache_is_not_covered_by_a_good_one(cache, downloads):
    cache.mkdir(parents=True)
    (cache / "mnist.npz").write_bytes(b"half")
    with pytest.raises(ValueError, match="datasets/mnist.npz is damaged, remove it"):
        prepare("mnist", downloads)


def test_without_a_network_the_message_says_what_to_put_where(cache, downloads):
    with pytest.raises(FileNotFoundError) as raised:
        prepare("mnist")
    assert f"offline: get {mnist._FILE.url} elsewhere and put it to {cache}/mnist.npz" in str(
        raised.value
    )


def test_what_a_subset_is_made_of_is_prepared(cache, downloads):
    found = prepare("subset(dataset='mnist', train=40)", downloads)
    assert (found.train, found.sha256) == (40, "ok")


def tree(folder):
    rng = np.random.default_rng(0)
    for number in range(40):
        path = folder / ("left" if number % 2 else "right") / f"{number}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(rng.integers(0, 256, (9, 9, 3), dtype=np.uint8)).save(path)
    return folder


@pytest.fixture
def mine(in_tmp):
    (in_tmp / "mine.py").write_text(MINE)
    return "./mine.py"


@pytest.mark.parametrize("within", ["disk", "disk/mine"])
def test_a_tree_is_linked_to(cache, in_tmp, mine, within):
    folder = tree(in_tmp / within)
    told = []
    found = prepare(mine, in_tmp / "disk", lambda *words: told.append(words))
    assert (cache / "mine").readlink() == folder
    assert (found.train + found.validation + found.test, found.shape) == (40, (9, 9, 3))
    assert ("decoding", 40, 40) in told
    assert found.files == ()
    assert prepare(mine) == found


def test_a_folder_that_holds_something_else_is_not_linked(cache, in_tmp, mine):
    (in_tmp / "empty").mkdir()
    with pytest.raises(UsageError, match="expected class folders"):
        prepare(mine, in_tmp / "empty")
    assert list(cache.iterdir()) == []


def test_a_good_link_stays_when_another_folder_is_refused(cache, in_tmp, mine):
    good = tree(in_tmp / "good")
    prepare(mine, good)
    (in_tmp / "empty").mkdir()
    with pytest.raises(UsageError):
        prepare(mine, in_tmp / "empty")
    assert (cache / "mine").readlink() == good


def test_a_folder_of_files_is_not_replaced_by_a_link(cache, in_tmp, mine):
    tree(cache / "mine")
    with pytest.raises(UsageError, match="expected nothing at"):
        prepare(mine, tree(in_tmp / "other"))


def test_images_that_name_their_place_are_not_linked(cache, in_tmp):
    folder = tree(in_tmp / "disk")
    spec = f"images(path={str(folder)!r})"
    assert prepare(spec).shape == (9, 9, 3)
    with pytest.raises(UsageError, match="images names its own"):
        prepare(spec, folder)
