"""`depthbench doctor`, as a user types it."""

import json

import numpy as np
import pytest
from PIL import Image
from program import run_program


def picture(seed):
    """Give a picture with a few soft shapes, unlike all others."""
    coarse = np.random.default_rng(seed).integers(0, 256, (8, 8, 3), np.uint8)
    return Image.fromarray(coarse).resize((32, 32), Image.Resampling.BICUBIC)


def fill(folder, seed, n):
    folder.mkdir(parents=True)
    for each in range(n):
        picture(seed + each).save(folder / f"{each}.png")


@pytest.fixture
def pets(in_tmp):
    for split, seed, n in (("train", 0, 30), ("test", 100, 200)):
        for place, name in enumerate(("cat", "dog")):
            fill(in_tmp / "pets" / split / name, seed + 1000 * place, n)
    return in_tmp / "pets"


def test_nothing_stops_clean_images(pets):
    done = run_program("doctor", "pets")
    assert done.stdout == "nothing was found\n"
    assert json.loads(run_program("doctor", "pets", "--json").stdout)["findings"] == []


def test_a_leak_stops_and_says_what_to_do(pets):
    name = "[bold]<img src=x>\n\x1b[31m:smile:.png"
    picture(0).save(pets / "test" / "cat" / name)
    done = run_program("doctor", "pets", status=1)
    words = " ".join(done.stdout.split())
    assert "stop" in words
    assert "\x1b" not in done.stdout
    for said in ("1 of 401 test images", "[bold]<img", ":smile:", "--allow-leak", "stop 1, "):
        assert said in words
    found = json.loads(run_program("doctor", "pets", "--json", status=1).stdout)
    leak = found["findings"][0]
    assert (leak["check"], leak["severity"], leak["leak"]) == ("leaked_copies", "stop", True)
    assert leak["files"] == [f"test/cat/{name} = train/cat/0.png"]
    assert found["dataset"] == f"images(path='{pets}')"


def test_it_takes_the_options_of_run_and_specs_of_data_sets(pets, monkeypatch):
    options = ("--size", "16x24", "--resize", "stretch", "--group", r"(\w+/\w+/\d+)")
    done = run_program("doctor", "pets", *options)
    assert "became 16x24 (stretch)" in " ".join(done.stdout.split())
    spec = f"images(size='16', path='{pets}')"
    assert json.loads(run_program("doctor", spec, "--json").stdout)["dataset"] == spec
    monkeypatch.setenv("HOME", str(pets))
    assert run_program("doctor", "~").stdout == "nothing was found\n"
    digits = json.loads(run_program("doctor", "digits", "--json").stdout)
    assert {each["severity"] for each in digits["findings"]} <= {"note"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["no/where"], "there is no no/where"),
        (["nowhere"], "unknown dataset 'nowhere'; the nearest is"),
        (["digits", "--size", "8"], "expected the path of images with --size, received 'digits'"),
        (["pets", "--size", "0"], "expected a size as 64 or 48x64"),
        (["pets", "--group", "("], "expected a regular expression, received '('"),
        (["images(size='8')"], "received no path"),
    ],
)
def test_wrong_use_is_one_line(pets, words, message):
    done = run_program("doctor", *words, status=2)
    assert message in done.stderr
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_a_data_set_that_cannot_be_had_is_one_line(in_tmp, monkeypatch):
    monkeypatch.setenv("DEPTHBENCH_CACHE", str(in_tmp / "cache"))
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")  # where nobody listens
    done = run_program("doctor", "cifar10", status=2)
    assert done.stderr.startswith("error: cifar-10-batches-py-target_archive is not in")
    assert done.stderr.count("\n") == 1
