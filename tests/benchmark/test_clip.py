"""Clips become frames in their order that stay together, and broken ones are named."""

import json
from zipfile import ZipFile

import cv2
import numpy as np
import pytest
from program import run_program

from benchmark.damaged_error import DamagedError
from benchmark.datasets.images import Images
from benchmark.decoders.clip import Clip
from benchmark.plugins import DECODERS
from benchmark.usage_error import UsageError

CODECS = {
    "avi": "MJPG",
    "mkv": "FFV1",
    "mov": "mp4v",
    "mp4": "mp4v",
    "webm": "VP80",
}


def write(path, frames):
    """Write frames, BGR; in MP4 and WebM each is a little different afterwards."""
    height, width = frames[0].shape[:2]
    code = cv2.VideoWriter_fourcc(*CODECS[path.suffix[1:]])
    file = cv2.VideoWriter(str(path), code, 10, (width, height))
    assert file.isOpened()
    for frame in frames:
        file.write(frame)
    file.release()
    return path.read_bytes()


def grey(levels, height=48, width=64):
    return [np.full((height, width, 3), level, np.uint8) for level in levels]


@pytest.fixture(scope="module")
def clips(tmp_path_factory):
    """Give by ending the bytes of 20 frames, each 10 levels brighter than the one before."""
    folder = tmp_path_factory.mktemp("clips")
    return {each: write(folder / f"a.{each}", grey(range(20, 220, 10))) for each in CODECS}


def levels(images):
    return [float(image.mean()) for image in images]


@pytest.mark.parametrize("ending", CODECS)
def test_frames_come_from_the_middle_of_equal_parts_in_order(clips, ending):
    """Of 20 frames and 8 parts of 2.5: numbers 1, 3, 6, 8, 11, 13, 16, 18, counted from 0."""
    expected = [30, 50, 80, 100, 130, 150, 180, 200]
    found = Clip().decode(clips[ending])
    np.testing.assert_allclose(levels(found), expected, rtol=0, atol=4)  # limited range of video
    assert all(image.shape == (48, 64, 3) and image.dtype == np.uint8 for image in found)


def test_all_frames_and_one_alone(clips):
    every = Clip(frames=20).decode(clips["mkv"])
    np.testing.assert_allclose(levels(every), np.arange(20, 220, 10), rtol=0, atol=1)
    (one,) = Clip(frames=1).decode(clips["mkv"])
    assert levels([one]) == pytest.approx([120], abs=1)


def test_of_too_few_frames_some_come_again(tmp_path):
    data = write(tmp_path / "a.mkv", grey([50, 100, 200]))
    expected = [50, 50, 50, 100, 100, 200, 200, 200]
    np.testing.assert_allclose(levels(Clip().decode(data)), expected, rtol=0, atol=1)


def test_where_the_header_has_no_length_frames_are_counted(clips):
    """Matroska notes how long it is in an element of its own, 0x4489, which becomes padding."""
    data = clips["mkv"]
    at = data.index(b"\x44\x89\x88")
    untold = data[:at] + b"\xec\x89" + data[at + 2 :]  # EBML's void, as long as before
    assert untold != data
    expected = [30, 50, 80, 100, 130, 150, 180, 200]
    np.testing.assert_allclose(levels(Clip().decode(untold)), expected, rtol=0, atol=1)


def test_colours_are_in_the_order_red_green_blue(tmp_path):
    blue = np.zeros((48, 64, 3), np.uint8)
    blue[..., 0] = 255
    for image in Clip().decode(write(tmp_path / "a.avi", [blue] * 3)):
        assert image[..., 2].min() > 240
        assert image[..., :2].max() < 15


def test_a_clip_is_shown_as_its_camera_was_held(tmp_path):
    """The upper half is white; turned clockwise by the matrix in its header, the right half is."""
    half = np.zeros((48, 64, 3), np.uint8)
    half[:24] = 255
    data = bytearray(write(tmp_path / "a.mp4", [half] * 3))
    at = data.index(b"tkhd") + 4 + 40
    matrix = [0, 65536, 0, -65536, 0, 0, 48 << 16, 0, 1 << 30]
    data[at : at + 36] = np.array(matrix, ">i4").tobytes()
    head = Clip().head(bytes(data))
    assert (head.height, head.width) == (64, 48)
    for image in Clip().decode(bytes(data)):
        assert image.shape == (64, 48, 3)
        assert image[:, 28:].min() > 200
        assert image[:, :20].max() < 50


@pytest.mark.parametrize(
    ("ending", "kind"),
    [("avi", "AVI"), ("mkv", "MKV"), ("mov", "MP4"), ("mp4", "MP4"), ("webm", "MKV")],
)
def test_the_head_says_what_will_come_and_it_comes_again(clips, ending, kind):
    head = Clip().head(clips[ending])
    assert (head.format, head.height, head.width, head.channels) == (kind, 48, 64, 3)
    once, again = Clip().decode(clips[ending]), Clip().decode(clips[ending])
    assert len(once) == Clip().parts == 8
    np.testing.assert_array_equal(once, again)


@pytest.mark.parametrize("ending", CODECS)
@pytest.mark.parametrize("share", [0.2, 0.5, 0.999])
def test_a_missing_end_is_found(clips, ending, share):
    data = clips[ending]
    for look in (Clip().head, Clip().decode):
        with pytest.raises(DamagedError) as error:
            look(data[: int(share * len(data))])
        assert error.value.kind == "truncated"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b"hello, this is a text", "not a video"),
        (b"#EXTM3U\nfile:///etc/hostname\n", "not a video"),  # FFmpeg would follow it
        (b"RIFF\x24\0\0\0WAVEfmt " + bytes(28), "not a video"),
        (b"\0\0\0\x10ftypisom\0\0\0\0", "corrupt"),
        (b"\0\0\0\x08free#EXTM3U\nfile:///etc/hostname\n", "corrupt"),
        (b"\x1a\x45\xdf\xa3\x80" + bytes(100), "corrupt"),
    ],
)
def test_damage_is_named(data, kind):
    with pytest.raises(DamagedError) as error:
        Clip().decode(data)
    assert error.value.kind == kind


def test_no_frames_at_all_are_refused():
    with pytest.raises(UsageError, match="expected 1 to 1000 frames, received 0"):
        DECODERS.make("clip(frames=0)")


def _tree(folder):
    for name, base in (("bright", 150), ("dark", 20)):
        (folder / name).mkdir(parents=True)
        for number in range(10):
            write(folder / name / f"{number}.avi", grey(range(base, base + 60, 3), 16, 16))
    return folder


def test_a_folder_of_clips_is_run_from_the_command_line(tmp_path):
    data = f"images(path={str(_tree(tmp_path / 'clips'))!r})"
    out = str(tmp_path / "out")
    # The clips of a class are copies of one another, which would stop the run.
    options = ["--seeds", "1", "--model", "majority", "--out", out, "--allow-leak"]
    run_program("run", "smoke", "--dataset", data, *options)
    (row,) = map(json.loads, (tmp_path / "out" / "records.jsonl").read_text().splitlines())
    assert (row["status"], row["n_classes"], row["accuracy"]) == ("ok", 2, 0.5)
    assert row["input_shape"] == "16x16x3"


def test_frames_of_a_clip_never_lie_on_both_sides(tmp_path):
    folder = _tree(tmp_path / "clips")
    archive = tmp_path / "clips.zip"
    with ZipFile(archive, "w") as file:
        for path in sorted(folder.rglob("*.avi")):
            file.write(path, path.relative_to(tmp_path))
    for path in (folder, archive):
        for seed in range(3):
            data = Images(path=str(path), decoder="clip(frames=4)").load(seed)
            splits = (data.train, data.validation, data.test)
            names = [set(split.groups.tolist()) for split in splits]
            assert sum(map(len, names)) == len(set.union(*names)) == 20
            assert sum(len(split.y) for split in splits) == 80
            for split in splits:
                _, counts = np.unique(split.groups, return_counts=True)
                assert set(counts.tolist()) == {4}


def test_a_damaged_clip_counts_as_one_file(tmp_path):
    folder = _tree(tmp_path / "clips")
    (folder / "dark" / "3.avi").write_bytes((folder / "dark" / "4.avi").read_bytes()[:-100])
    with pytest.raises(UsageError, match="1 of 20 files cannot be used"):
        Images(path=str(folder)).load(0)
    kept = Images(path=str(folder), most_damaged=0.05).load(0)
    assert sum(len(s.y) for s in (kept.train, kept.validation, kept.test)) == 19 * 8
    dark = [s.x[s.y == 1].mean() < 100 for s in (kept.train, kept.validation, kept.test)]
    assert dark == [True, True, True]
