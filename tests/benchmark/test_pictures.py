"""Images of a collection, decoded once and kept: with damage, after a kill, beside others."""

import csv
import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from containers import CONTAINERS, folder, zip_archive
from layouts.pixels import pixels, png
from program import run_program
from samples.damaged import DAMAGED as SPOILT

from benchmark.collect import collect
from benchmark.damaged_error import DAMAGES
from benchmark.image_cache import image_cache
from benchmark.pictures import pictures
from benchmark.usage_error import UsageError


@pytest.fixture(autouse=True)
def cache(tmp_path_factory, monkeypatch):
    """Give each test a cache of its own."""
    path = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("DEPTHBENCH_CACHE", str(path))
    return image_cache()


class Told(list):
    """What was told, by kind of work the number of things done."""

    def __call__(self, what, done, all_of_it):
        self.append((what, done, all_of_it))

    def done(self, what):
        return max((done for kind, done, _ in self if kind == what), default=0)


FILES = {f"{label}/{n}.png": png(2 * n + (label == "b")) for n in range(100) for label in "ab"}

DAMAGE = {
    "empty": (b"", "empty", "png"),
    "text": (b"hello, I am a picture\n", "not an image", "png"),
    "page": (b"<!DOCTYPE html><title>404</title>", "not an image", "jpg"),
    "archive": (b"PK\3\4" + bytes(99), "not an image", "png"),
    "cut jpeg": (*SPOILT["jpeg"], "jpg"),
    "cut png": (*SPOILT["png"], "png"),
    "checksum": (*SPOILT["checksum"], "png"),
    "stream": (*SPOILT["stream"], "png"),
    "header": (*SPOILT["header"], "png"),
    "huge": (*SPOILT["huge"], "png"),
    "float": (*SPOILT["float"], "tif"),
    "cut bmp": (*SPOILT["bmp"], "bmp"),
    "cut gif": (*SPOILT["gif"], "gif"),
    "cut webp": (*SPOILT["webp"], "webp"),
    "lost": (None, "unreadable", "png"),
}


def with_damage(path):
    """Write 200 good images and 40 damaged ones; give by path the damage."""
    folder(FILES, path)
    (path / "a/1.png").rename(path / "a/1.jpg")  # its ending does not matter
    expected = {}
    for number in range(40):
        name, (data, kind, ending) = list(DAMAGE.items())[number % len(DAMAGE)]
        file = f"{'ab'[number % 2]}/{name} {number}.{ending}"
        if data is None:
            (path / file).symlink_to(path / "nowhere.png")
        else:
            (path / file).write_bytes(data)
        expected[file] = kind
    return expected


def test_forty_damaged_files_are_named_and_two_hundred_good_ones_used(tmp_path, capfd):
    expected = with_damage(tmp_path)
    assert len(expected) == 40
    assert len(DAMAGE) >= 12
    for _ in range(2):  # anew, and from the cache
        found = pictures(collect(tmp_path), size="6x7")
        damaged = found.table[found.table["damage"] != ""]
        assert dict(zip(damaged["path"], damaged["damage"], strict=True)) == expected
        assert (damaged["message"] != "").all()
        assert set(damaged["damage"]) == set(DAMAGES) - {"not a sound", "not a video"}
        assert len(found.x) == 200
        by_name = {f"{k}/{n}": pixels(2 * n + (k == "b")) for k in "ab" for n in range(100)}
        for image, name in zip(found.x[:], found.usable["path"], strict=True):
            np.testing.assert_array_equal(image, by_name[name.partition(".")[0]])
    assert capfd.readouterr() == ("", "")


def test_the_command_line_lists_what_it_left_out(tmp_path, in_tmp):
    expected = with_damage(tmp_path / "tree")
    words = ["run", "smoke", "--data", "tree", "--model", "majority", "--out", "out", "--size", "8"]
    assert "40 of 240 files cannot be used" in run_program(*words, status=2).stderr
    assert not (in_tmp / "out" / "records.jsonl").exists()
    done = run_program(*words, "--most-damaged", "0.2")
    assert "40 files were damaged and left out: out/skipped.csv" in done.stderr
    with Path("out/skipped.csv").open(encoding="utf-8", newline="") as file:
        assert {row["path"]: row["damage"] for row in csv.DictReader(file)} == expected


@pytest.mark.parametrize("container", CONTAINERS)
def test_what_was_decoded_is_not_decoded_again(container, tmp_path):
    path = CONTAINERS[container](FILES, tmp_path / "it")
    first, second = Told(), Told()
    once = pictures(collect(path), told=first)
    again = pictures(collect(path), told=second)
    assert (first.done("looking at files"), first.done("decoding")) == (0, 200)  # in one go
    assert second == []
    np.testing.assert_array_equal(once.x[:], again.x[:])
    assert once.table.equals(again.table)


def test_touched_and_moved_files_are_looked_at_but_not_decoded(tmp_path):
    path = folder(FILES, tmp_path / "it")
    pictures(collect(path))
    for file in FILES:
        os.utime(path / file, ns=(1, 1))
    told = Told()
    pictures(collect(path), told=told)
    assert (told.done("looking at files"), told.done("decoding")) == (200, 0)
    path.rename(tmp_path / "that")
    told = Told()
    pictures(collect(tmp_path / "that"), told=told)
    assert (told.done("looking at files"), told.done("decoding")) == (200, 0)


def test_a_changed_file_is_seen(tmp_path):
    path = folder(FILES, tmp_path)
    pictures(collect(path))
    (path / "a/0.png").write_bytes(png(999))
    found = pictures(collect(path))
    np.testing.assert_array_equal(found.x[0], pixels(999))


def test_a_right_to_read_that_comes_later_is_seen(tmp_path, monkeypatch):
    path = folder(FILES, tmp_path)
    opening = os.open

    def refusing(file, *arguments, **settings):  # those who run tests may read everything
        if str(file).endswith("a/0.png"):
            raise PermissionError(errno.EACCES, "Permission denied", file)
        return opening(file, *arguments, **settings)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refusing)
        table = pictures(collect(path)).table
    assert table.loc[0, ["damage", "message"]].tolist() == ["unreadable", "Permission denied"]
    assert (pictures(collect(path)).table["damage"] == "").all()


def kept_folder(cache):
    (found,) = [path for path in cache.iterdir() if path.is_dir() and path.name != "surveys"]
    return found


SPOILING = {
    "all is gone": shutil.rmtree,
    "the images are gone": lambda cache: (kept_folder(cache) / "x.npy").unlink(),
    "the images end early": lambda cache: os.truncate(kept_folder(cache) / "x.npy", 5000),
    "the images have no header": lambda cache: (kept_folder(cache) / "x.npy").write_bytes(b"what"),
    "the list is gone": lambda cache: (kept_folder(cache) / "damaged.json").unlink(),
    "the list ends early": lambda cache: (kept_folder(cache) / "damaged.json").write_text('{"1": '),
    "the list is another": lambda cache: (kept_folder(cache) / "damaged.json").write_text("[1]"),
    "the survey ends early": lambda cache: os.truncate(next(cache.glob("surveys/*")), 700),
    "the survey is empty": lambda cache: os.truncate(next(cache.glob("surveys/*")), 0),
    "the survey is another": lambda cache: next(cache.glob("surveys/*")).write_bytes(b"PAR1PAR1"),
}


@pytest.mark.parametrize("how", SPOILING)
def test_a_damaged_cache_is_made_anew(how, cache, tmp_path):
    path = folder(FILES | {"a/x.png": b"no", "b/cut.png": SPOILT["png"][0]}, tmp_path)
    once = pictures(collect(path))
    SPOILING[how](cache)
    again = pictures(collect(path))
    np.testing.assert_array_equal(once.x[:], again.x[:])
    assert once.table.equals(again.table)


READ = """
import sys
from pathlib import Path
from benchmark.collect import collect
from benchmark.pictures import pictures

def told(what, done, all_of_it):
    print(what, done, all_of_it, flush=True)

found = pictures(collect(Path(sys.argv[1])), size="64", told=told)
print("images", len(found.x), int(found.x[:].sum()), flush=True)
"""


def reading(path):
    command = [sys.executable, "-c", READ, str(path)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Two thousand images, some of them cut short."""
    files = {f"{label}/{n}.png": png(n % 50) for n in range(1000) for label in "ab"}
    files |= {f"b/cut{n}.png": SPOILT["png"][0] for n in range(3)}
    return folder(files, tmp_path_factory.mktemp("many"))


def test_after_a_kill_only_the_rest_is_decoded(many, cache, tmp_path_factory, monkeypatch):
    process = reading(many)
    for line in process.stdout:
        if line.startswith("decoding"):
            os.kill(process.pid, signal.SIGKILL)
            break
    process.stdout.close()
    assert process.wait() == -signal.SIGKILL
    (ledger,) = cache.glob("*.part/done.jsonl")
    done = sum(len(json.loads(line)) for line in ledger.read_text().splitlines()[1:] if "}" in line)
    assert 0 < done < 2003
    told = Told()
    resumed = pictures(collect(many), size="64", told=told)
    assert told.done("looking at files") == 0
    assert next(n for what, n, _ in told if what == "decoding") > done
    monkeypatch.setenv("DEPTHBENCH_CACHE", str(tmp_path_factory.mktemp("unbroken")))
    unbroken = pictures(collect(many), size="64")
    np.testing.assert_array_equal(resumed.x[:], unbroken.x[:])
    assert resumed.table.equals(unbroken.table)
    assert (resumed.table["damage"] != "").sum() == 3


def test_what_is_left_of_an_attempt_counts_only_with_its_images(many, cache):
    process = reading(many)
    next(line for line in process.stdout if line.startswith("decoding"))
    os.kill(process.pid, signal.SIGKILL)
    process.stdout.close()
    process.wait()
    (images,) = cache.glob("*.part/x.npy")
    images.unlink()
    assert pictures(collect(many), size="64").x[:].reshape(2000, -1).max(axis=1).min() > 0


def test_two_processes_at_once_decode_once(many):
    both = [reading(many), reading(many)]
    said = [process.communicate(timeout=120)[0].splitlines() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert said[0][-1] == said[1][-1]
    assert said[0][-1].startswith("images 2000 ")
    decoding = [[line for line in each if line.startswith("decoding")] for each in said]
    assert sorted(map(bool, decoding)) == [False, True]


def test_a_full_disk_is_one_line(tmp_path, monkeypatch):
    path = folder(FILES, tmp_path)

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "posix_fallocate", full)
        with pytest.raises(UsageError, match=r"need 0\.0 GB in .*choose a smaller size"):
            pictures(collect(path))
    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", full)
        with pytest.raises(UsageError, match=r"No space left on device; \$DEPTHBENCH_CACHE names"):
            pictures(collect(path))
    assert len(pictures(collect(path)).x) == 200


def test_a_cache_that_cannot_be_written_is_one_line(tmp_path, monkeypatch):
    path = folder(FILES, tmp_path / "it")
    (tmp_path / "file").touch()
    monkeypatch.setenv("DEPTHBENCH_CACHE", str(tmp_path / "file"))
    with pytest.raises(UsageError, match=r"cannot keep decoded images: .*Not a directory.*file"):
        pictures(collect(path))


def test_an_archive_that_is_damaged_inside_is_used_as_far_as_it_goes(tmp_path):
    path = zip_archive(FILES, tmp_path / "it")
    data = bytearray(path.read_bytes())
    place = data.find(b"a/7.png") + 40
    data[place : place + 20] = bytes(20)
    path.write_bytes(data)
    table = pictures(collect(path)).table
    assert table.loc[table["damage"] != "", ["path", "damage"]].to_numpy().tolist() == [
        ["a/7.png", "unreadable"]
    ]
