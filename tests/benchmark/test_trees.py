"""Folders and archives: what lies in them, and what is refused."""

import os
import re
import stat
import subprocess
import sys
import tarfile
import warnings
from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import numpy as np
import pytest
from containers import CONTAINERS, folder, packed_tar, tar_archive, zip_archive
from layouts.pixels import png

from benchmark.collect import collect
from benchmark.open_tree import open_tree
from benchmark.pictures import pictures
from benchmark.plugins import TREES
from benchmark.usage_error import UsageError

FILES = {
    "a/1.png": b"one",
    "a/b/2 three.PNG": b"two",
    "größe/gro\u0308ße.jpg": b"three",
    "\U0001f600/x.txt": b"",
}
every_container = pytest.mark.parametrize("container", CONTAINERS)


def test_every_tree_on_disk_is_tested(tmp_path):
    kinds = {type(open_tree(make(FILES, tmp_path / name))) for name, make in CONTAINERS.items()}
    assert kinds == {TREES.find(name) for name in TREES.names}


@every_container
def test_files_and_folders_are_listed_and_read(container, tmp_path):
    tree = open_tree(CONTAINERS[container](FILES, tmp_path / "it"))
    assert tree.paths() == sorted(FILES)
    assert tree.folders() == ["a", "a/b", "größe", "\U0001f600"]
    for path, data in FILES.items():
        assert tree.read(path) == data
        assert tree.state(path).size == len(data)
    with pytest.raises(OSError, match=r"no-such|No such file"):
        tree.read("a/no-such.png")
    with pytest.raises(OSError, match=r"no-such|No such file"):
        tree.state("a/no-such.png")


@every_container
def test_files_are_hidden_as_people_expect(container, tmp_path):
    hidden = [".x.png", ".git/x.png", "a/.x/y.png", "__MACOSX/a/._1.png", "a/Thumbs.db"]
    files = FILES | dict.fromkeys([*hidden, "a/desktop.ini", "@eaDir/1.png"], b"")
    tree = open_tree(CONTAINERS[container](files, tmp_path / "it"))
    assert tree.paths() == sorted(FILES)
    assert tree.folders() == ["a", "a/b", "größe", "\U0001f600"]


@every_container
def test_a_changed_tree_has_another_state(container, tmp_path):
    path = CONTAINERS[container](FILES, tmp_path / "it")
    before = open_tree(path)
    states = [before.identity, *map(before.state, FILES)]
    again = open_tree(path)
    assert [again.identity, *map(again.state, FILES)] == states
    changed = open_tree(CONTAINERS[container](FILES | {"a/1.png": b"other"}, tmp_path / "it"))
    assert [changed.identity, *map(changed.state, FILES)] != states


@every_container
def test_a_place_tells_in_which_order_to_read(container, tmp_path):
    backwards = dict(reversed(FILES.items()))
    tree = open_tree(CONTAINERS[container](backwards, tmp_path / "it"))
    places = [tree.place(path) for path in backwards]
    assert places == sorted(places)


# Folders


def test_links_are_followed_but_never_in_a_circle(tmp_path):
    outside = folder({"3.png": b"three"}, tmp_path / "outside")
    here = folder({"a/1.png": b"one", "b/2.png": b"two"}, tmp_path / "here")
    (here / "a" / "up").symlink_to(here)
    (here / "a" / "self").symlink_to("self")
    (here / "a" / "again").symlink_to(here / "b")
    (here / "b" / "again").symlink_to(here / "a")
    (here / "c").symlink_to(outside)
    (here / "a" / "file.png").symlink_to(here / "b" / "2.png")
    tree = open_tree(here)
    assert "c/3.png" in tree.paths()
    assert tree.read("c/3.png") == b"three"
    assert tree.read("a/file.png") == b"two"
    assert "a/again/2.png" in tree.paths()
    assert not [path for path in tree.paths() if path.count("/") > 3]
    with pytest.raises(OSError, match="Too many levels"):
        tree.read("a/self")


def test_a_link_to_nowhere_is_unreadable(tmp_path):
    files = {f"{label}/{n}.png": png(n) for n in range(2) for label in "ab"}
    here = folder(files, tmp_path)
    (here / "a" / "lost.png").symlink_to(tmp_path / "gone.png")
    table = pictures(collect(here)).table
    assert table.loc[table["path"] == "a/lost.png", "damage"].tolist() == ["unreadable"]
    assert table["bytes"].tolist().count(-1) == 1


@pytest.mark.parametrize("kind", ["pipe", "device", "folder"])
def test_what_is_no_file_is_not_waited_for(kind, tmp_path):
    here = folder({f"{label}/{n}.png": png(n) for n in range(2) for label in "ab"}, tmp_path)
    strange = here / "a" / "strange.png"
    if kind == "pipe":
        os.mkfifo(strange)
    elif kind == "device":
        strange.symlink_to("/dev/zero")
    else:
        strange.mkdir()
    table = pictures(collect(here)).table
    damaged = table.loc[table["damage"] != "", ["path", "damage"]].to_numpy().tolist()
    assert damaged == ([] if kind == "folder" else [["a/strange.png", "unreadable"]])


def test_a_folder_that_may_not_be_read_is_named(tmp_path, monkeypatch):
    here = folder(FILES, tmp_path)
    scan = os.scandir

    def refusing(path):  # those who run tests may read everything
        if Path(path).name == "b":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)
    with pytest.raises(UsageError, match=r"cannot read .*a/b/?: Permission denied"):
        open_tree(here).paths()


ODD = os.fsdecode(b"gr\xf6\xdfe")  # in Latin-1


@pytest.mark.skipif(sys.platform == "darwin", reason="its file system takes nothing but UTF-8")
@pytest.mark.parametrize("above", ["plain", ODD])
def test_names_that_are_not_utf_8_survive(above, tmp_path):
    good = {f"{label}/{ODD}{n}.png": png(n) for n in range(3) for label in (ODD, "b")}
    here = folder(good | {f"b/{ODD}-damaged.png": b""}, tmp_path / above)
    for path in (here, tar_archive(good | {f"b/{ODD}-damaged.png": b""}, tmp_path / above)):
        first, again = pictures(collect(path)), pictures(collect(path))
        assert len(first.x) == len(again.x) == 6
        assert set(again.table["label"]) == {"gr\\udcf6\\udcdfe", "b"}
        assert again.table.equals(first.table)
        damaged = first.table.loc[first.table["damage"] == "empty", "path"]
        assert damaged.tolist() == [f"b/{ODD}-damaged.png"]


# Archives


def refused(path):
    before = sorted(Path(path.parent).rglob("*"))
    with pytest.raises(UsageError) as caught:
        open_tree(path).paths()
    said = str(caught.value)
    assert "\n" not in said
    assert path.name in said
    assert sorted(Path(path.parent).rglob("*")) == before
    return said


BAD_PATHS = ["/etc/passwd", "../x.png", "a/../../x.png", "C:/x.png", "C:x.png", "..\\x", "a\\b.png"]


@pytest.mark.parametrize("name", BAD_PATHS)
@pytest.mark.parametrize("make", [zip_archive, tar_archive, packed_tar])
def test_paths_that_lead_out_are_refused(name, make, tmp_path):
    path = make({"a/1.png": b"", name: b""}, tmp_path / "it")
    said = refused(path)
    assert "expected paths within" in said
    assert repr(name) in said


@pytest.mark.parametrize("make", [zip_archive, tar_archive])
def test_detours_are_straightened(make, tmp_path):
    tree = open_tree(
        make({"./a/1.png": b"x", "a//2.png": b"y", "a/./3.png": b"z"}, tmp_path / "it")
    )
    assert tree.paths() == ["a/1.png", "a/2.png", "a/3.png"]
    assert tree.read("a/3.png") == b"z"


@pytest.mark.parametrize("again", ["a/1.png", "./a/1.png"])
def test_a_name_that_comes_twice_is_refused(again, tmp_path):
    path = tmp_path / "it.zip"
    with ZipFile(path, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        archive.writestr("a/1.png", b"x")
        archive.writestr(again, b"y")
    assert "expected each path once in" in refused(path)
    path = tmp_path / "it.tar"
    with tarfile.open(path, "w") as archive:
        archive.addfile(tarfile.TarInfo("a/1.png"))
        archive.addfile(tarfile.TarInfo(again))
    assert "'a/1.png' again" in refused(path)


KINDS = {
    "link": tarfile.SYMTYPE,
    "hard link": tarfile.LNKTYPE,
    "device": tarfile.CHRTYPE,
    "disk": tarfile.BLKTYPE,
    "pipe": tarfile.FIFOTYPE,
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_tar_with_links_or_devices_is_refused(kind, tmp_path):
    with tarfile.open(tmp_path / "it.tar", "w") as archive:
        member = tarfile.TarInfo("a/1.png")
        member.type, member.linkname = KINDS[kind], "/etc/passwd"
        archive.addfile(member)
    assert "received 'a/1.png', a link or device" in refused(tmp_path / "it.tar")


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO])
def test_a_zip_with_links_or_devices_is_refused(kind, tmp_path):
    with ZipFile(tmp_path / "it.zip", "w") as archive:
        member = ZipInfo("a/1.png")
        member.create_system, member.external_attr = 3, (kind | 0o644) << 16
        archive.writestr(member, "/etc/passwd")
    assert "received 'a/1.png', a link or device" in refused(tmp_path / "it.zip")


def test_what_expands_a_hundredfold_is_refused(tmp_path):
    bomb = {"a/1.png": bytes(20_000_000)}
    assert "'a/1.png'" in refused(zip_archive(bomb, tmp_path / "it"))
    assert "up to 100-fold" in refused(packed_tar(bomb, tmp_path / "it"))
    many = {f"a/{n}.png": bytes(900_000) for n in range(20)}
    assert "'all files'" in refused(packed_tar(many, tmp_path / "many"))
    small = {"a/1.png": bytes(500_000)}
    for make in (zip_archive, packed_tar):
        assert len(open_tree(make(small, tmp_path / "small")).read("a/1.png")) == 500_000


@pytest.mark.parametrize("place", ["", "later"])
def test_a_header_that_expands_is_refused(place, tmp_path):
    """Put the bomb where a tar keeps long names, which Python reads to their end."""
    path = tmp_path / "it.tar.gz"
    with tarfile.open(path, "w:gz", format=tarfile.PAX_FORMAT) as archive:
        if place:
            archive.addfile(tarfile.TarInfo("a/0.png"))
        member = tarfile.TarInfo("a/1.png")
        member.pax_headers = {"comment": "x" * 100_000_000}
        archive.addfile(member)
    script = (
        "import resource, sys; from pathlib import Path;"
        "from benchmark.open_tree import open_tree;"
        "resource.setrlimit(resource.RLIMIT_AS, (2**28, 2**28));"
        "print(open_tree(Path(sys.argv[1])).paths())"
    )
    command = [sys.executable, "-c", script, path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "MemoryError" not in done.stderr
    if place:
        assert "it has a header of 100,00" in done.stderr
    else:  # not even known for an archive
        assert done.stdout == "['it.tar.gz']\n"


def test_an_encrypted_zip_is_refused(tmp_path):
    path = zip_archive({"a/1.png": b"x", "b/2.png": b"y"}, tmp_path / "it")
    data = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = data.find(mark)
        data[place + flags] |= 1
    path.write_bytes(data)
    assert "'a/1.png' is encrypted" in refused(path)


def test_archives_in_archives_are_not_opened(tmp_path):
    inner = zip_archive({"a/1.png": png(1), "b/2.png": png(2)}, tmp_path / "inner").read_bytes()
    path = zip_archive({"a/inner.zip": inner, "b/inner.zip": inner}, tmp_path / "outer")
    assert open_tree(path).paths() == ["a/inner.zip", "b/inner.zip"]
    with pytest.raises(UsageError, match="received 2 files, none of which ends in"):
        collect(path)


def test_a_zip_in_an_old_tongue_and_one_that_is_large_are_read(tmp_path):
    path = tmp_path / "it.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("a/gr\u00f6\u00dfe.png", b"one")
    data = path.read_bytes()
    old = data.replace("gr\u00f6\u00dfe".encode(), "gr\u00f6\u00dfe".encode("cp437") + b"__")
    flags = [(old.find(b"PK\3\4"), 6), (old.find(b"PK\1\2"), 8)]
    plain = bytearray(old)
    for place, offset in flags:
        plain[place + offset + 1] &= ~0x8
    path.write_bytes(plain)
    assert open_tree(path).paths() == ["a/gr\u00f6\u00dfe__.png"]
    unsaid = bytearray(data)  # UTF-8, and nothing says so
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        unsaid[data.find(mark) + offset + 1] &= ~0x8
    path.write_bytes(unsaid)
    assert open_tree(path).paths() == ["a/gr\u00f6\u00dfe.png"]
    with ZipFile(path, "w") as archive, archive.open("a/1.png", "w", force_zip64=True) as file:
        file.write(b"large")
    assert open_tree(path).read("a/1.png") == b"large"


NOISE = np.random.default_rng(0).bytes(3000)
SEVERAL = {f"{label}/{n}.bin": NOISE[n * 100 :] for n in range(5) for label in "ab"}


@pytest.mark.parametrize("container", ["tar", "tar.gz", "zip"])
def test_an_archive_that_ends_early_is_refused(container, tmp_path):
    path = CONTAINERS[container](SEVERAL, tmp_path / "it")
    data = path.read_bytes()
    end = data.rindex(NOISE[-40:]) + 40 if container == "tar" else len(data) - 30
    for length in [0, 1, 600, 3584, *np.linspace(10, end, 40, dtype=int)]:
        path.write_bytes(data[:length])
        with pytest.raises(UsageError, match=re.escape(str(path))) as caught:
            collect(path)
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize("container", ["tar", "tar.gz", "zip"])
def test_a_damaged_archive_is_refused_or_read(container, tmp_path):
    path = CONTAINERS[container](SEVERAL, tmp_path / "it")
    data = path.read_bytes()
    rng = np.random.default_rng(1)
    headers = [
        m.start() for m in re.finditer(rb"PK\x01\x02|PK\x03\x04|PK\x05\x06|[ab]/\d.bin", data)
    ] or [0]
    for number in range(400):
        spoilt = bytearray(data)
        near = headers[number % len(headers)] + int(rng.integers(0, 200))
        place = near % len(data) if number % 2 else rng.integers(len(data))
        spoilt[place] = rng.integers(256)
        path.write_bytes(spoilt)
        with suppress(UsageError):
            tree = open_tree(path)
            for each in tree.paths():
                tree.state(each)
                with suppress(OSError):
                    tree.read(each)


def test_damage_in_a_tar_that_is_read_in_turn_spoils_nothing_else(tmp_path):
    files = {f"{label}/{n}.png": png(n) for n in range(300) for label in "ab"}
    path = zip_archive(files, tmp_path / "it")
    data = bytearray(path.read_bytes())
    for n in range(0, 300, 3):
        place = data.find(f"a/{n}.png".encode()) + len(f"a/{n}.png")
        data[place : place + 40] = bytes(40)
    path.write_bytes(data)
    table = pictures(collect(path)).table
    damaged = table.loc[table["damage"] != "", "path"].tolist()
    assert sorted(damaged) == sorted(f"a/{n}.png" for n in range(0, 300, 3))
