"""`depthbench prepare`, as a user types it."""

import json

import pytest
from program import run_program


@pytest.fixture(autouse=True)
def nothing_there(tmp_path, monkeypatch):
    """An empty cache, and no network: all connections go to a port where nobody listens."""
    monkeypatch.setenv("DEPTHBENCH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    return tmp_path


def test_a_line_a_data_set():
    done = run_program("prepare", "digits", "subset(dataset='digits', train=50)")
    assert done.stdout.splitlines() == [
        "digits: 1,797 images 8x8x1 (1,257 train, 180 validation, 360 test), 10 classes, "
        "0.1 MB decoded",
        "subset(train=50): 590 images 8x8x1 (50 train, 180 validation, 360 test), 10 classes, "
        "0.0 MB decoded",
    ]
    assert done.stderr == ""


def test_json():
    (found,) = json.loads(run_program("prepare", "digits", "--json").stdout)
    assert (found["dataset"], found["classes"], found["shape"]) == ("digits", 10, [8, 8, 1])
    assert (found["files"], found["sha256"], found["damaged"]) == ([], "", 0)


def test_what_cannot_be_had_is_said_and_the_rest_prepared(nothing_there):
    done = run_program("prepare", "cifar10", "digits", status=1)
    assert done.stdout.startswith("digits: 1,797 images")
    assert len(done.stderr.splitlines()) == 1
    assert "error: cifar10: cifar-10-batches-py-target_archive is not in" in done.stderr
    assert "offline: get https://www.cs.toronto.edu/~kriz/cifar-10-python.tar.gz" in done.stderr


def test_a_damaged_file_to_import_is_said(nothing_there):
    (nothing_there / "cifar-100-python.tar.gz").write_bytes(b"half")
    done = run_program("prepare", "cifar100", "--from", str(nothing_there), status=1)
    assert "cifar-100-python.tar.gz is damaged, remove it: expected content of" in done.stderr
    assert not (nothing_there / "cache" / "datasets").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["digits", "mnst"], "unknown dataset 'mnst'; the nearest is 'mnist'"),
        (["digits(", "digits"], "malformed spec 'digits('"),
        (["digits", "--from", "nowhere"], "expected a folder as --from, received nowhere"),
        (["cifar100(labels='rough')"], "unknown labels 'rough'"),
    ],
)
def test_wrong_use(words, message):
    done = run_program("prepare", *words, status=2)
    assert message in done.stderr
    assert done.stdout == ""
