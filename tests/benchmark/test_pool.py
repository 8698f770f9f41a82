"""Images are decoded once for all processes, whatever happens to what is kept."""

import multiprocessing
import os
import stat

import numpy as np
import pytest

from benchmark.datasets._pool import pool
from models import Split

WHOLE = Split(np.arange(48, dtype=np.uint8).reshape(3, 4, 4, 1), np.array([0, 1, 1]))


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("DEPTHBENCH_CACHE", str(tmp_path))
    return tmp_path


class Source:
    """Counts how often it is decoded."""

    decoded = 0

    def __call__(self):
        self.decoded += 1
        return WHOLE


def is_whole(split):
    np.testing.assert_array_equal(split.x, WHOLE.x)
    np.testing.assert_array_equal(split.y, WHOLE.y)
    return (split.x.dtype, split.y.dtype) == (np.uint8, np.int64)


def test_what_was_decoded_is_not_decoded_again():
    source = Source()
    assert all(is_whole(pool("mine", "abc", source)) for _ in range(3))
    assert source.decoded == 1


def test_other_content_is_decoded_anew():
    source = Source()
    pool("mine", "abc", source)
    pool("mine", "abd", source)
    assert source.decoded == 2


def test_images_are_mapped_and_cannot_be_written_to():
    pool("mine", "abc", Source())
    kept = pool("mine", "abc", Source())
    assert type(kept.x) is np.ndarray
    with pytest.raises(ValueError, match="read-only"):
        kept.x[0] = 0


@pytest.mark.parametrize("name", ["x.npy", "y.npy"])
@pytest.mark.parametrize("content", [b"", b"half", "cut", "other"])
def test_what_is_damaged_is_decoded_and_mended(cache, name, content):
    pool("mine", "abc", Source())
    (path,) = cache.rglob(name)
    if content == "cut":
        os.truncate(path, path.stat().st_size - 1)
    elif content == "other":
        np.save(path, np.arange(5.0))
    else:
        path.write_bytes(content)
    source = Source()
    assert is_whole(pool("mine", "abc", source))
    assert is_whole(pool("mine", "abc", source))
    assert source.decoded == 1


def test_a_cache_that_cannot_be_written_costs_only_time(cache):
    (cache / "depthbench").write_text("in the way")
    source = Source()
    assert is_whole(pool("mine", "abc", source))
    assert is_whole(pool("mine", "abc", source))
    assert source.decoded == 2


def test_nothing_half_written_is_left(cache):
    pool("mine", "abc", Source())
    (folder,) = (cache / "depthbench" / "pools").iterdir()
    assert sorted(each.name for each in folder.iterdir()) == ["x.npy", "y.npy"]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755


def _decode_slowly(barrier, answers):
    def read():
        barrier.wait()  # until all are decoding
        return WHOLE

    answers.put(is_whole(pool("mine", "abc", read)))


@pytest.mark.filterwarnings("ignore:os.fork:RuntimeWarning")  # JAX's, where a test before loaded it
def test_processes_at_once_do_each_other_no_harm():
    context = multiprocessing.get_context("fork")
    barrier, answers = context.Barrier(4), context.Queue()
    each = [context.Process(target=_decode_slowly, args=(barrier, answers)) for _ in range(4)]
    for process in each:
        process.start()
    assert all(answers.get(timeout=30) for _ in each)
    for process in each:
        process.join()
    source = Source()
    assert is_whole(pool("mine", "abc", source))
    assert source.decoded == 0
