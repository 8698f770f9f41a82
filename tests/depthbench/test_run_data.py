"""`depthbench run --data`: from people's own images to a comparison, with one option."""

import csv
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from program import run_program
from trees.images import make

FEW = ("--model", "majority", "--model", "logistic", "--seeds", "1")
KNN = ("--model", "majority", "--model", "nearest_neighbours", "--seeds", "1")


@pytest.fixture
def folder(in_tmp):
    make(in_tmp / "pets")
    return in_tmp / "pets"


def as_folder(folder):
    return folder


def as_split(folder):
    for path in sorted(folder.rglob("*.*")):
        number, name = int(path.stem), path.relative_to(folder)
        split = "Testing" if number % 5 == 0 else "Training"
        (folder.parent / "parted" / split / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, folder.parent / "parted" / split / name)
    return folder.parent / "parted"


def as_zip(folder):
    return shutil.make_archive(folder.parent / "packed", "zip", folder.parent, folder.name)


def as_tar(folder):
    return shutil.make_archive(folder.parent / "packed", "gztar", folder.parent, folder.name)


def as_csv(folder):
    rows = [
        (path.relative_to(folder), path.relative_to(folder).parts[0]) for path in images(folder)
    ]
    with (folder / "labels.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("file_name", "label"), *rows])
    return folder / "labels.csv"


def as_json_lines(folder):
    lines = [
        json.dumps(
            {"path": str(path.relative_to(folder)), "label": path.relative_to(folder).parts[0]}
        )
        for path in images(folder)
    ]
    (folder / "labels.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder / "labels.jsonl"


def as_arrays(folder):
    rng = np.random.default_rng(0)
    y = rng.permutation(np.repeat([3, 7], 60))
    x = np.clip(rng.normal(y[:, None, None] * 25, 30, (120, 12, 10)), 0, 255).astype(np.uint8)
    np.savez(folder / "arrays.npz", x_train=x[:90], y_train=y[:90], x_test=x[90:], y_test=y[90:])
    return folder / "arrays.npz"


def images(folder):
    return sorted(folder.rglob("*.*"))


@pytest.mark.parametrize(
    "made", [as_folder, as_split, as_zip, as_tar, as_csv, as_json_lines, as_arrays]
)
def test_one_option_leads_to_a_comparison(folder, made):
    done = run_program("run", "smoke", "--data", str(made(folder)), *FEW, "--out", "mine")
    assert "logistic" in done.stdout
    accuracies = accuracies_in("mine")
    assert accuracies["logistic"] > accuracies["majority"] + 0.2


def accuracies_in(folder):
    lines = (Path(folder) / "records.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert {row["status"] for row in rows} <= {"ok", "contended"}
    return {row["model"]: row["accuracy"] for row in rows}


def test_the_results_are_named_for_the_suite_and_the_images(folder):
    run_program("run", "smoke", "--data", "pets", *FEW)
    assert (folder.parent / "results" / "smoke-pets" / "report" / "index.html").exists()


def test_groups_stay_on_one_side_and_reach_the_scores_and_the_report(folder):
    pattern = r"(\d)\.\w+$"  # the last digit of a file's number: ten groups
    run_program("run", "smoke", "--data", "pets", "--group", pattern, *KNN, "--out", "mine")
    (scores,) = Path("mine").glob("runs/*nearest*/scores.npz")
    with np.load(scores) as kept:
        groups, units = kept["groups"], kept["unit"]
    assert set(groups) < set("0123456789")  # none of the test groups has images elsewhere
    assert len(groups) == 18 * len(set(groups))
    assert len(set(units)) == len(set(groups))
    assert "## Groups of images" in (Path("mine") / "report" / "report.md").read_text("utf-8")


def test_damaged_files_are_left_out_counted_and_listed(folder):
    broken = sorted(folder.rglob("*.png"))[0]
    broken.write_bytes(broken.read_bytes()[:99])
    words = ("run", "smoke", "--data", "pets", *FEW, "--out", "mine")
    done = run_program(*words)
    assert "1 file was damaged and left out: mine/skipped.csv" in done.stderr
    run_program(*words)  # has nothing to do, and so looks at no file
    with Path("mine/skipped.csv").open(encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert row["path"] == str(broken.relative_to(folder))
    assert row["damage"] == "truncated"


def test_more_damage_than_was_allowed_stops_before_anything_is_written(folder):
    for path in sorted(folder.rglob("*.png"))[:9]:
        path.write_bytes(b"")
    words = ("run", "smoke", "--data", "pets", *FEW, "--out", "mine")
    done = run_program(*words, status=2)
    assert "9 of 180 files cannot be used, expected 1 % at the most" in done.stderr
    assert not Path("mine").exists()
    run_program(*words, "--most-damaged", "0.05")
    assert len(Path("mine/skipped.csv").read_text("utf-8").splitlines()) == 10


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--data", "nowhere"], "there is no nowhere"),
        (["--size", "32"], "expected --data PATH with --size"),
        (["--data", "pets", "--size", "0"], "expected a size as 64 or 48x64"),
        (
            ["--data", "pets", "--resize", "crob"],
            "unknown resize rule 'crob'; the nearest is 'crop'",
        ),
        (["--data", "pets", "--group", "("], "expected a regular expression"),
        (["--data", "pets", "--group", "dog"], "expected the group 'dog' in each path"),
        (["--data", "pets", "--most-damaged", "2"], "expected most_damaged of 0 or more"),
        (["--data", "empty"], "expected class folders with images in"),
        (["--data", "pets/birds"], "expected every image of"),
        (["--data", "notes.txt"], "expected a folder, a zip or tar archive"),
    ],
)
def test_wrong_use_is_one_line_and_writes_nothing(folder, words, message):
    (folder.parent / "empty").mkdir()
    (folder.parent / "notes.txt").write_text("nothing")
    done = run_program("run", "smoke", *words, "--model", "majority", status=2)
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not Path("results").exists()


@pytest.fixture
def leak(folder):
    """Six of the test images are in the training split as well."""
    parted = as_split(folder)
    for path in sorted((parted / "Testing" / "birds").rglob("*.*"))[:6]:
        shutil.copy(path, parted / "Training" / "birds" / f"again-{path.name}")
    return parted


def test_a_leak_stops_before_anything_is_written(leak):
    done = run_program("run", "smoke", "--data", str(leak), *FEW, "--out", "mine", status=2)
    assert done.stderr.startswith("error: 6 of 36 test images (16.7 %) have an exact copy")
    assert "or run with --allow-leak" in done.stderr
    assert not Path("mine").exists()


@pytest.mark.parametrize("spec", ["{}", "subset(dataset={!r}, train=50)"])
def test_a_leak_stops_images_that_are_named_as_a_data_set_too(leak, spec):
    named = spec.format(f"images(path='{leak}')")
    done = run_program("run", "smoke", "--dataset", named, *FEW, "--out", "mine", status=2)
    assert done.stderr.startswith("error: 6 of 36 test images (16.7 %) have an exact copy")
    assert not Path("mine").exists()


def test_a_leak_that_was_allowed_stands_beside_every_verdict(leak):
    run_program("run", "smoke", "--data", str(leak), "--allow-leak", *FEW, "--out", "mine")
    report = (Path("mine") / "report" / "report.md").read_text("utf-8")
    said = "6 of 36 test images (16.7 %) have an exact copy"
    assert report.count(said) >= 3  # the answer, the ranking and the doctor's own section
    (known,) = json.loads(Path("mine/doctor.json").read_text("utf-8"))["diagnoses"]
    assert known["leak_allowed"]
    run_program("report", "mine")  # the table alone knows it still
    assert said in (Path("mine") / "report" / "report.md").read_text("utf-8")


def test_what_the_doctor_finds_is_said_before_the_run(folder):
    done = run_program("run", "smoke", "--data", "pets", *FEW, "--out", "mine")
    assert "doctor: 36 test images: an interval of" in done.stderr


def test_groups_that_the_source_parts_stop_even_with_allow_leak(folder):
    pattern = r"(\d+)\.\w+$"
    parted = as_split(folder)
    shutil.copytree(parted / "Testing", parted / "validation")
    words = ("run", "smoke", "--data", str(parted), "--group", pattern, "--allow-leak", *FEW)
    done = run_program(*words, status=2)
    assert "groups lie in test and in training or validation" in done.stderr
    assert not Path("results").exists()


def test_images_that_were_changed_since_are_not_mixed_with_older_rows(folder):
    words = ("run", "smoke", "--data", "pets", *FEW, "--out", "mine")
    run_program(*words)
    sorted(folder.rglob("*.png"))[0].unlink()
    done = run_program(*words, status=2)
    assert "have changed since majority was run: --again runs all anew" in done.stderr
    run_program(*words, "--again")
    run_program(*words)
