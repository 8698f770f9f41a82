import json

import pytest

from reports.agreement import Agreement

BEFORE = [0.95, 0.96, 0.94, 0.95, 0.96, 0.94]


def runs(accuracies, images="aaaaaa"):
    return [
        {
            "dataset": "digits",
            "model": "mlp",
            "seed": seed,
            "status": "ok",
            "error": "",
            "accuracy": accuracy,
            "data_sha256": sha256,
        }
        for seed, (accuracy, sha256) in enumerate(zip(accuracies, images, strict=False))
    ]


def shifted(*points):
    return runs([before + each / 100 for before, each in zip(BEFORE, points, strict=True)])


@pytest.mark.parametrize(
    ("rows", "verdict", "agrees"),
    [
        (runs(BEFORE), "same accuracies", True),
        (shifted(1, -1, 0, 1, -1, 0.5), "equivalent", True),
        (shifted(1, 1, 1, 1.1, 1, 1), "equivalent", True),  # another mean, but within the margin
        (shifted(-5, -6, -5, -4, -5, -5), "different", False),
        (shifted(3, 3, 3, 2, 3, 3), "different", False),
        (shifted(6, -6, 5, -5, 4, -6), "not shown", False),
        (runs(BEFORE, ["a", "b", "a", "a", "a", "b"]), "other images", False),
        (runs(BEFORE[:5]), "failed", False),
    ],
)
def test_verdicts(rows, verdict, agrees):
    found = Agreement.of(runs(BEFORE), rows)
    assert (found.verdict, found.agrees) == (verdict, agrees)


def test_p_is_of_two_one_sided_t_tests():
    # differences of mean 0.5 and standard deviation 0.5477 points: t = 2.5 / 0.2236 on 5
    found = Agreement.of(runs(BEFORE), shifted(0, 1, 0, 1, 0, 1))
    assert found.p == pytest.approx(5.0e-5, rel=0.01)


def test_other_images_name_their_seeds():
    found = Agreement.of(runs(BEFORE), runs(BEFORE, "abaaab"))
    assert found.reason == "the images of seeds 1, 5 are not the reference's"


def test_failures_are_named():
    rows = runs(BEFORE[:5])
    rows[1] |= {"status": "error", "error": "ValueError: no luck", "accuracy": None}
    found = Agreement.of(runs(BEFORE), rows)
    assert found.reason == "seed 1: error: ValueError: no luck; seed 5: not run"


def test_as_json_there_is_null_for_what_was_not_tested():
    found = json.loads(json.dumps(Agreement.of(runs(BEFORE), []).as_dict(), allow_nan=False))
    assert (found["p"], found["received"], found["verdict"]) == (None, None, "failed")
    assert found["margin"] == 0.03
