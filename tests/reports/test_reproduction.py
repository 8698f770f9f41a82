import numpy as np
import pytest

from reports.reproduction import Reproduction

SCORES = np.array([[0.9, 0.1], [0.2, 0.8]], np.float32)
CLOSE = SCORES + np.float32(1e-6)


def row(**changes):
    known = {"status": "ok", "error": "", "accuracy": 0.9, "n_test": 360, "data_sha256": "a"}
    return {**known, **changes}


def failed(status="error", error="ValueError: no luck", **changes):
    return row(status=status, error=error, accuracy=None, n_test=None, **changes)


def compare(first, second, scores=(SCORES, CLOSE)):
    return Reproduction.of((first, second), scores)


def test_the_same_scores_are_equal():
    found = compare(row(), row(), (SCORES, SCORES.copy()))
    assert (found.verdict, found.reason) == ("equal", "the same scores, bit for bit")


def test_one_bit_is_not_equal():
    other = SCORES.copy()
    other[0, 0] = np.nextafter(other[0, 0], np.float32(1))
    assert compare(row(), row(), (SCORES, other)).verdict == "equivalent"


def test_another_number_type_is_not_equal():
    found = compare(row(), row(), (SCORES, SCORES.astype(np.float64)))
    assert found.verdict == "equivalent"
    assert "scores of float32 (2, 2) became float64 (2, 2)" in found.reason


@pytest.mark.parametrize(
    ("accuracy", "verdict"),
    [(0.866, "equivalent"), (0.926, "equivalent"), (0.864, "different"), (0.928, "different")],
)
def test_accuracy_decides_where_scores_differ(accuracy, verdict):
    found = compare(row(), row(accuracy=accuracy))
    assert found.verdict == verdict
    assert found.interval == pytest.approx((0.8647, 0.9269), abs=1e-4)  # Wilson, 324 of 360
    assert found.accuracy == (0.9, accuracy)


def test_the_numbers_are_said():
    flipped = np.array([[0.4, 0.6], [0.2, 0.8]], np.float32)
    assert compare(row(), row(), (SCORES, flipped)).reason == (
        "scores differ by 0.5 at the most, 1 of 2 images' classes do; accuracy 90.00 %, now "
        "90.00 %, within the first one's 95 % interval (86.47 to 92.69 %, 360 test images)"
    )


@pytest.mark.parametrize("scores", [(None, SCORES), (SCORES, None), (None, None)])
def test_without_scores_nothing_is_equal(scores):
    found = compare(row(), row(), scores)
    assert found.verdict == "equivalent"
    assert found.reason.startswith("only the accuracy can be compared, as scores.npz is gone")


def test_other_images_are_said_first():
    found = compare(row(), row(data_sha256="b"), (SCORES, SCORES))
    assert found.verdict == "different"
    assert found.reason == "other images: data_sha256 was a, now b"


def test_a_status_that_says_times_do_not_count_changes_nothing():
    assert compare(row(), row(status="contended"), (SCORES, SCORES)).verdict == "equal"


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (failed(), failed(), "equal"),
        (failed(), failed(error="KeyError: 'x'"), "different"),
        (failed("timeout", "stopped after 3 s"), failed("timeout", "stopped after 5 s"), "equal"),
        (failed("timeout", ""), failed("out of memory", ""), "different"),
        (row(), failed(), "different"),
        (failed(data_sha256=None), row(), "different"),
    ],
)
def test_failures(first, second, verdict):
    assert compare(first, second, (None, None)).verdict == verdict


def test_another_end_is_said():
    found = compare(row(), failed(), (SCORES, None))
    assert found.reason == "it ended with 'ok', now with 'error: ValueError: no luck'"
    assert compare(failed(), row(), (None, SCORES)).interval is None


def test_what_differs_in_the_environment_is_named():
    first, second = row(cores=2, numpy_version="2.1.0"), row(cores=4, numpy_version="2.1.0")
    assert compare(first, second).environment == {"cores": [2, 4]}
