"""Every check fires on what it is for, and is silent where nothing is amiss."""

import json
import os
from dataclasses import replace
from inspect import getdoc

import cv2
import numpy as np
import pandas as pd
import pytest
from PIL import Image

from benchmark.case import Case
from benchmark.case_of import case_of
from benchmark.diagnose import diagnose
from benchmark.finding import SEVERITIES
from benchmark.plugins import CHECKS, DATASETS

every_check = pytest.mark.parametrize("name", CHECKS.names)


def noise(seed, *shape):
    return np.random.default_rng(seed).integers(0, 256, shape, np.uint8)


def save(array, path, **how):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(array).save(path, **how)
    return path


def photograph(seed, side=32):
    """Give a picture with a few soft shapes, uint8 (side, side, 3), unlike all others."""
    coarse = Image.fromarray(noise(seed, 8, 8, 3))
    return np.asarray(coarse.resize((side, side), Image.Resampling.BICUBIC))


def tree(folder, n=60, classes=("cat", "dog"), split=""):
    """Write class folders of pictures; give the data set."""
    for number, name in enumerate(classes):
        for each in range(n):
            save(photograph(1000 * number + each), folder / split / name / f"{each}.png")
    return folder


def dataset(folder, **settings):
    return replace(DATASETS.make("images(path='x')"), path=str(folder), **settings)


def examine(check, case):
    return CHECKS.make(check).examine(case)


def of_files(check, folder, **settings):
    return examine(check, case_of(dataset(folder, **settings)))


def case(y, splits, x=None, **more):
    """Make a case without files; of images that are all different, if none are given."""
    y, splits = np.array(y), np.atleast_2d(np.array(splits))
    if x is None:
        x = np.stack([photograph(seed) for seed in range(len(y))])
    return Case(x, y, tuple("abcdefgh"[: y.max() + 1]), splits, **more)


HALVES = ["train"] * 60 + ["test"] * 60


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    return tree(tmp_path_factory.mktemp("clean"), 400)


@pytest.fixture(scope="module")
def clean_case(clean):
    return case_of(dataset(clean))


@every_check
def test_clean_files_are_nothing_to_speak_of(name, clean_case):
    assert examine(name, clean_case) == []


@every_check
def test_what_lies_in_no_files_is_examined_as_far_as_it_goes(name):
    assert examine(name, case([0, 1] * 300, ["train"] * 300 + ["test"] * 300)) == []


@every_check
def test_a_check_says_what_it_is(name):
    check = CHECKS.make(name)
    assert isinstance(check.order, int)
    assert getdoc(type(check))


def test_orders_are_all_different():
    assert len({CHECKS.make(name).order for name in CHECKS.names}) == len(CHECKS.names)


@pytest.mark.parametrize("name", ["digits", "mnist_5k"])
def test_digits_in_folders_give_no_warning(tmp_path, name):
    data = DATASETS.make(name).load(0)
    for number, split in enumerate((data.train, data.validation, data.test)):
        for place, (image, label) in enumerate(zip(split.x, split.y, strict=True)):
            save(image[..., 0], tmp_path / str(label) / f"{number}-{place}.png")
    found = diagnose(dataset(tmp_path))
    assert {each.severity for each in found} <= {"note"}


def test_damaged_files_are_all_listed_by_kind(tmp_path):
    tree(tmp_path, 40)
    (tmp_path / "cat" / "empty.png").write_bytes(b"")
    (tmp_path / "cat" / "void.png").write_bytes(b"")
    (tmp_path / "dog" / "words.jpg").write_text("no picture")
    whole = save(noise(7, 64, 64, 3), tmp_path / "dog" / "cut.png").read_bytes()
    (tmp_path / "dog" / "cut.png").write_bytes(whole[: len(whole) // 2])
    found = of_files("damaged", tmp_path)
    assert [each.count for each in found] == [2, 1, 1]
    assert {each.severity for each in found} == {"stop"}
    assert found[0].files == ("cat/empty.png", "cat/void.png")
    assert {each.files for each in found[1:]} == {("dog/words.jpg",), ("dog/cut.png",)}
    assert found[0].message == "2 files empty (cat/empty.png: 0 bytes)"
    assert "more than 1 % of all files" in found[0].advice
    assert not found[0].leak


def test_few_damaged_files_stop_nothing(tmp_path):
    tree(tmp_path, 10)
    (tmp_path / "cat" / "empty.png").write_bytes(b"")
    (found,) = of_files("damaged", tmp_path, most_damaged=0.1)
    assert found.severity == "warning"


def test_files_that_are_not_what_their_ending_says(tmp_path):
    tree(tmp_path, 10)
    save(photograph(77), tmp_path / "cat" / "a.png", format="JPEG")
    save(photograph(78), tmp_path / "cat" / "b.JPG", format="PNG")
    save(photograph(79), tmp_path / "cat" / "c.jpeg", format="JPEG")
    (found,) = of_files("wrong_ending", tmp_path)
    assert found.files == ("cat/a.png", "cat/b.JPG")
    assert found.message.startswith("2 files of another format than the ending says: ")
    assert "1 .png that are in truth JPEG" in found.message
    assert "1 .jpg that are in truth PNG" in found.message


def test_exact_copies_across_a_split_that_is_given_are_a_leak(tmp_path):
    tree(tmp_path, 100, split="train")
    for name, seed in (("cat", 5000), ("dog", 6000)):
        for each in range(20):
            save(photograph(seed + each), tmp_path / "test" / name / f"{each}.png")
    assert of_files("leaked_copies", tmp_path) == []
    save(photograph(3), tmp_path / "test" / "cat" / "copy.bmp")
    (found,) = of_files("leaked_copies", tmp_path)
    assert (found.severity, found.leak, found.count) == ("stop", True, 1)
    assert found.files == ("test/cat/copy.bmp = train/cat/3.png",)
    assert found.message == (
        "1 of 41 test images (2.4 %) has an exact copy in the training or validation split: "
        "accuracies may be up to 2.4 points too high"
    )
    assert "--allow-leak" in found.advice


def test_in_very_small_images_near_copies_are_a_note():
    x = np.stack([photograph(seed) for seed in range(120)])
    x[60:90] = x[:30, :, ::-1]
    (found,) = examine("leaked_copies", case([0, 1] * 60, HALVES, x))
    assert (found.severity, found.leak, found.count) == ("stop", True, 30)
    small = np.stack([cv2.resize(image, (12, 12), interpolation=cv2.INTER_AREA) for image in x])
    small = small.reshape(120, 12, 12, -1)
    (found,) = examine("leaked_copies", case([0, 1] * 60, HALVES, small))
    assert (found.severity, found.leak) == ("note", False)
    assert "in images as small as these, different things look alike" in found.message


@pytest.mark.parametrize("how", ["recompressed", "resized", "mirrored"])
def test_near_copies_across_a_split_are_a_leak(tmp_path, how):
    tree(tmp_path, 60, split="train")
    for each in range(12):
        picture = Image.fromarray(photograph(each))
        path = tmp_path / "test" / "cat" / f"{each}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        if how == "recompressed":
            picture.save(path, quality=70)
        elif how == "resized":
            picture.resize((24, 24), Image.Resampling.BILINEAR).save(path.with_suffix(".png"))
        else:
            picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(path.with_suffix(".png"))
        save(photograph(9000 + each), tmp_path / "test" / "dog" / f"{each}.png")
    (found,) = of_files("leaked_copies", tmp_path, size="32")
    assert (found.severity, found.leak, found.count) == ("stop", True, 12)
    assert "what looks like a copy" in found.message


def test_one_near_copy_is_no_more_than_a_false_alarm():
    x = np.stack([photograph(seed) for seed in range(120)])
    x[119] = x[0][:, ::-1]
    (found,) = examine("leaked_copies", case([0, 1] * 60, HALVES, x))
    assert (found.severity, found.leak) == ("note", False)
    assert found.files == ("test[59] = train[0]",)
    assert json.dumps(found.leak) == "false"
    assert found.message.endswith("no more than are found where there are none")


def test_copies_that_any_draw_may_tear_apart_are_counted_over_draws():
    x = np.stack([photograph(seed) for seed in range(120)])
    x[119] = x[0]
    torn, whole = HALVES, ["test", *HALVES[:-1]]
    (found,) = examine("leaked_copies", case([0, 1] * 60, [torn, torn, whole], x, drawn=True))
    assert (found.severity, found.leak) == ("stop", True)
    assert "0.67 of 60 test images" in found.message or "0.7 of 60 test images" in found.message
    assert "mean over the splits of 3 seeds" in found.message
    assert "--group" in found.advice
    assert examine("leaked_copies", case([0, 1] * 60, [whole], x, drawn=True)) == []


def test_a_few_copies_among_many_are_not_worth_a_stop_where_the_seed_decides():
    x = noise(0, 4400, 8, 8, 1)
    x[-1] = x[0]
    splits = ["train"] * 2200 + ["test"] * 2200
    (found,) = examine("leaked_copies", case([0, 1] * 2200, splits, x, drawn=True))
    assert (found.severity, found.leak) == ("warning", False)
    (found,) = examine("leaked_copies", case([0, 1] * 2200, splits, x))
    assert (found.severity, found.leak) == ("stop", True)


def test_of_very_many_images_copies_of_some_test_images_are_sought():
    x = noise(0, 100_200, 4, 4, 1)
    x[-12_000:] = x[:12_000]
    many = case([0, 1] * 50_100, ["train"] * 80_000 + ["test"] * 20_200, x)
    found = examine("leaked_copies", many)[0]
    searched = many.searched
    assert (searched.size, searched.min() >= 80_000) == (10_000, True)
    known = int((searched >= 100_200 - 12_000).sum())
    assert found.message.startswith(f"{known} of 10,000 test images ")
    assert "sought were those of 10,000 images" in examine("repeated", many)[0].message


def test_where_seeds_draw_each_counts_by_the_images_of_its_test_split_that_were_sought(monkeypatch):
    monkeypatch.setattr("benchmark.case._ALL", 100)
    monkeypatch.setattr("benchmark.case._SAMPLE", 60)
    x = noise(0, 400, 8, 8, 1)
    x[200:] = x[:200]
    splits = np.full((2, 400), "train", "<U5")
    splits[0, :100] = splits[1, 50:150] = "test"
    found = examine("leaked_copies", case([0, 1] * 200, splits, x, drawn=True))[0]
    assert found.message.startswith("60 of 60 test images (100.0 %) have an exact copy")


def test_groups_keep_copies_of_drawn_splits_together(tmp_path):
    tree(tmp_path, 60)
    for each in range(60):
        save(photograph(each), tmp_path / "cat" / f"{each}-again.png")
    assert of_files("leaked_copies", tmp_path)[0].leak
    assert of_files("leaked_copies", tmp_path, group=r"(\w+/\d+)") == []


def test_groups_on_both_sides_stop_runs_and_cannot_be_allowed():
    groups = np.array([f"pair {place // 2}" for place in range(120)])
    y = [0, 1] * 60
    assert examine("leaked_groups", case(y, HALVES, groups=groups)) == []
    groups[[0, 119, 118]] = "a\nb"
    (found,) = examine("leaked_groups", case(y, HALVES, groups=groups))
    assert (found.severity, found.leak, found.count) == ("stop", False, 1)
    assert found.message == (
        "1 group lies in test and in training or validation: 'a\\nb'; theirs are 2 of 60 test "
        "images (3.3 %)"
    )
    assert found.files == ("test[58]", "test[59]")


def test_groups_that_the_source_parts_are_found_in_files(tmp_path):
    tree(tmp_path, 30, split="train")
    tree(tmp_path, 30, split="test")
    found = of_files("leaked_groups", tmp_path, group=r"(\d+)\.png")
    assert [(each.severity, each.leak, each.count) for each in found] == [("stop", False, 30)]
    assert "theirs are 60 of 60 test images" in found[0].message


def test_groups_in_validation_and_training_stop_runs_but_tell_nothing_of_the_test():
    groups = np.array([f"{place}" for place in range(120)])
    groups[[0, 59]] = "p"
    splits = ["train"] * 30 + ["validation"] * 30 + ["test"] * 60
    (found,) = examine("leaked_groups", case([0, 1] * 60, splits, groups=groups))
    assert (found.severity, found.leak) == ("stop", False)
    assert found.message == (
        "1 group lies in validation and in training: 'p'; theirs are 1 of 30 validation images "
        "(3.3 %)"
    )


def test_images_that_are_there_twice(tmp_path):
    tree(tmp_path, 60)
    for each in range(3):
        save(photograph(each), tmp_path / "cat" / f"{each}-again.png")
        save(photograph(each), tmp_path / "cat" / f"{each}-again.bmp")
    (found,) = of_files("repeated", tmp_path)
    assert (found.severity, found.count, found.leak) == ("warning", 6, False)
    assert found.message == (
        "6 images of 126 (4.8 %) repeat another to the last pixel; 3 files to the last byte"
    )
    assert len(found.files) == 6


def test_one_that_is_there_twice_among_many_is_a_note():
    x = np.stack([photograph(seed) for seed in range(120)])
    x[1] = x[0]
    (found,) = examine("repeated", case([0, 1] * 60, HALVES, x))
    assert (found.severity, found.message) == (
        "note",
        "1 image of 120 (0.83 %) repeat another to the last pixel",
    )


def test_near_copies_of_one_group_are_as_they_should_be():
    x = np.stack([photograph(seed) for seed in range(120)])
    x[1] = x[0][:, ::-1]
    (found,) = examine("repeated", case([0, 1] * 60, HALVES, x))
    assert (found.severity, found.count) == ("note", 1)
    groups = np.array([str(place // 2) for place in range(120)])
    assert examine("repeated", case([0, 1] * 60, HALVES, x, groups=groups)) == []


def test_one_image_under_two_labels():
    x = np.stack([photograph(seed) for seed in range(120)])
    x[3], x[5] = x[0], x[1]  # of classes a and b; both of class b
    (found,) = examine("two_labels", case([0, 1] * 60, HALVES, x))
    assert (found.severity, found.count) == ("warning", 1)
    assert found.message == (
        "1 pair of images under two labels are equal to the last pixel, as 'a' and 'b'"
    )
    assert found.files == ("train[0] = train[3]",)


def test_classes_with_too_few_images():
    y = [0] * 50 + [1] * 19 + [2] * 1 + [0] * 30 + [1] * 19 + [2] * 1
    splits = ["train"] * 70 + ["test"] * 50
    (found,) = examine("small_classes", case(y, splits))
    assert found.severity == "warning"
    assert found.message == (
        "2 classes of 3 with fewer than 20 images for training or 10 for testing: 'b', 'c'; the "
        "smallest have 1 and 1"
    )


def test_a_class_that_cannot_be_learned_stops():
    y = [0] * 60 + [0] * 30 + [1] * 30
    found = examine("small_classes", case(y, HALVES))
    assert [(each.severity, each.leak, each.count) for each in found] == [("stop", False, 1)]
    assert found[0].message == "1 class of 2 without an image for training: 'b'"


@pytest.mark.parametrize(("small", "severity"), [(30, "note"), (10, "warning")])
def test_imbalance(small, severity):
    y = [0] * 100 + [1] * small
    (found,) = examine("imbalance", case(y, ["train"] * len(y)))
    assert found.severity == severity
    assert f"'a' has 100 images, 'b' {small}" in found.message
    assert f"right in {10000 / (100 + small):.1f} %" in found.message
    assert examine("imbalance", case([0] * 100 + [1] * 40, ["train"] * 140)) == []


def test_a_test_split_too_small_to_see_much():
    (found,) = examine("small_test", case([0, 1] * 60, HALVES))
    assert found.severity == "warning"
    # Wilson's interval of 30 and of 54 hits among 60
    assert found.message == (
        "60 test images: an interval of ±12.3 points at an accuracy of 50 %, ±7.7 at 90 %"
    )
    assert examine("small_test", case([0, 1] * 80, ["test"] * 160)) == []


def test_images_of_few_groups_are_few():
    groups = np.repeat(["p1", "p2", "p3", "p4"], 40)
    (found,) = examine("small_test", case([0, 1] * 80, ["test"] * 160, groups=groups))
    assert found.message.startswith(
        "160 test images of 4 groups, which at worst count as one image each: an interval of ±35."
    )


def test_one_group_that_is_most_of_a_class():
    groups = np.array(["p1"] * 50 + ["p2", "p3"] * 5 + ["p2", "p3"] * 30)
    y = [0] * 60 + [1] * 60
    (found,) = examine("one_source", case(y, HALVES, groups=groups))
    assert (found.severity, found.count) == ("warning", 2 - 1)
    assert found.message == (
        "1 class is for the most part of one group: 83.3 % of 'a' is of 'p1', as is 0 % of "
        "1 other class"
    )
    both = np.array(["p1", "p1", "p2"] * 40)  # as much of either class
    assert examine("one_source", case(y, HALVES, groups=both)) == []


def test_one_folder_that_is_most_of_a_class(tmp_path):
    tree(tmp_path / "all", 10)
    for each in range(30):
        save(photograph(300 + each), tmp_path / "all" / "cat" / "site a" / f"{each}.png")
        save(photograph(400 + each), tmp_path / "all" / "dog" / "site b" / f"{each}.png")
    (found,) = of_files("one_source", tmp_path)
    assert found.message == (
        "2 classes are for the most part of one folder: 75.0 % of 'cat' is of 'site a', as is "
        "0 % of 1 other class"
    )
    assert found.files[0] == "all/cat/site a/0.png"


def test_one_camera_that_is_most_of_a_class(tmp_path):
    for each in range(30):
        for place, name in enumerate(("cat", "dog")):
            noted = Image.Exif()
            noted[0x0110] = "Snap 1\0" if each % 3 or place else "Snap 2"
            path = tmp_path / name / f"{each}.jpg"
            save(photograph(100 * place + each), path, **({} if place else {"exif": noted}))
    (found,) = of_files("one_source", tmp_path)
    assert found.count == 2
    assert "of one camera: 100.0 % of 'dog' is of 'none'" in found.message


def test_labels_that_the_format_tells(tmp_path):
    for each in range(60):
        save(photograph(each), tmp_path / "cat" / f"{each}.png")
        save(photograph(100 + each), tmp_path / "dog" / f"{each}.jpg")
    found = of_files("file_facts", tmp_path)
    assert found[0].severity == "warning"
    assert found[0].message == (
        "without a look at any pixel, from format, 100.0 % of 120 labels are guessed right, where "
        "the floor is 50.0 % (p under 0.001); most tells the format: 100.0 %"
    )


def test_labels_that_sizes_tell(tmp_path):
    rng = np.random.default_rng(0)
    for each in range(100):
        for name, low in (("cat", 30), ("dog", 36)):
            side = int(rng.integers(low, low + 10))
            save(photograph(each + low * 1000, side), tmp_path / name / f"{each}.png")
    (found, *_) = of_files("file_facts", tmp_path, size="32")
    assert "from height, width, " in found.message
    assert "most tells the height" in found.message or "most tells the width" in found.message


def test_labels_that_days_tell_but_not_the_order_of_copying(tmp_path):
    tree(tmp_path, 60)
    start = 1_700_000_000
    for place, path in enumerate(sorted(tmp_path.rglob("*.png"))):
        os.utime(path, (start + place, start + place))
    assert of_files("file_facts", tmp_path) == []
    for path in (tmp_path / "dog").glob("*.png"):
        os.utime(path, (start + 200_000, start + 200_000))
    (found,) = of_files("file_facts", tmp_path)
    assert "most tells the day of the last change: 100.0 %" in found.message


def test_labels_that_bytes_tell(tmp_path):
    """All are of one kind of picture, but dogs were saved with more care."""
    for each in range(200):
        name, quality = ("dog", 95) if each % 2 else ("cat", 80)
        save(photograph(each), tmp_path / name / f"{each}.jpg", quality=quality)
    (found,) = of_files("file_facts", tmp_path)
    assert found.severity == "warning"
    assert found.message.startswith("the files' bytes tell labels that the pictures'")


def test_busy_pictures_take_more_bytes_and_that_is_no_leak(tmp_path):
    for each in range(100):
        save(photograph(each), tmp_path / "soft" / f"{each}.png")
        save(noise(each, 32, 32, 3), tmp_path / "noise" / f"{each}.png")
    assert of_files("file_facts", tmp_path) == []


def test_what_decoding_changed_is_said(tmp_path):
    tree(tmp_path, 10)
    save(photograph(500)[..., 0], tmp_path / "cat" / "grey.png")
    save(photograph(501, 40), tmp_path / "cat" / "large.png")
    save((noise(1, 32, 32).astype(np.uint16) * 257), tmp_path / "cat" / "deep.png")
    Image.fromarray(noise(2, 32, 32, 4)).save(tmp_path / "dog" / "clear.png")
    found = {each.message: each.files for each in of_files("changed", tmp_path)}
    assert found == {
        "1 file: 16 bits became 8": ("cat/deep.png",),
        "1 file: its transparency was blended with white": ("dog/clear.png",),
        "2 files: grey became RGB, as 22 others have colours": ("cat/deep.png", "cat/grey.png"),
        "1 file: sizes from 32x32 to 40x40 became 32x32 (crop)": ("cat/large.png",),
    }


@pytest.mark.parametrize("bits", [12, 16])
def test_twelve_bits_in_files_of_sixteen_are_dark(tmp_path, bits):
    for each in range(40):
        values = np.random.default_rng(each).integers(0, 2**bits, (16, 16)).astype(np.uint16)
        save(values, tmp_path / "ab"[each % 2] / f"{each}.png")
    found = of_files("dark", tmp_path)
    assert [each.severity for each in found] == ["warning"] * (bits == 12)
    assert all("brighter than 16 of 255" in each.message for each in found)


def test_findings_come_worst_first_with_the_name_of_their_check(tmp_path):
    tree(tmp_path, 20)
    save(photograph(0), tmp_path / "cat" / "again.png")
    save(photograph(1), tmp_path / "dog" / "again.png", format="JPEG")
    told = []
    found = diagnose(dataset(tmp_path), lambda *what: told.append(what))
    severities = [SEVERITIES.index(each.severity) for each in found]
    assert severities == sorted(severities)
    assert {each.check for each in found} >= {"wrong_ending", "repeated", "small_classes"}
    assert ("examining", len(CHECKS.names), len(CHECKS.names)) in told


@every_check
def test_nasty_names_stay_in_one_line(tmp_path, name):
    nasty = "<img src=x>\n\x1b[31m"
    tree(tmp_path, 12, (nasty, "dog"))
    save(photograph(0), tmp_path / "dog" / f"again{nasty}.png")
    save(photograph(1), tmp_path / nasty / "again.png", format="JPEG")
    (tmp_path / nasty / f"empty{nasty}.png").write_bytes(b"")
    for each in of_files(name, tmp_path, most_damaged=0.5):
        assert each.message.isprintable()
        assert each.advice.isprintable()
        assert json.loads(json.dumps(each.as_dict()))["message"] == each.message


def test_rows_are_those_of_the_images(tmp_path):
    tree(tmp_path, 5)
    (tmp_path / "cat" / "0.png").write_bytes(b"")
    found = case_of(dataset(tmp_path, most_damaged=0.5))
    assert isinstance(found.rows, pd.DataFrame)
    assert found.names([0, 0, 1]) == ("cat/1.png", "cat/2.png")
