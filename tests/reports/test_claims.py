from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmark.results import Results
from reports.evidence import Evidence


def claims(table):
    return {claim.id: claim for claim in Evidence(Results(Path("x"), table)).claims}


def test_a_claim_has_its_grounds(table):
    claim = claims(table)["majority-vs-sift_svm-on-digits"]
    assert (claim.better, claim.worse, claim.verdict) == ("sift_svm", "majority", "beats")
    assert claim.points == pytest.approx(87)
    assert claim.seeds == (0, 1, 2)
    assert claim.rows == tuple(f"{m}-{s}" for m in ("majority", "sift_svm") for s in range(3))
    assert claim.sign_flip_p == 0.25  # 2 / 2^3
    assert claim.p_holm == pytest.approx(2 * claim.p)
    assert claim.text == (
        "sift_svm beats majority by 87.00 points "
        "(95 % interval 84.52 to 89.48, 3 seeds × 360 images)"
    )


class Grouped(Results):
    """Of each run, 360 test images of four patients; the majority gets those of one right."""

    def predictions(self, run):
        unit = np.arange(360) % 4
        right = (unit == 0) if run.startswith("majority") else np.arange(360) % 40 > 0
        return {"predicted": right, "y": np.ones(360), "unit": unit, "groups": unit.astype(str)}


@pytest.mark.parametrize(("kind", "said"), [(Results, "images)"), (Grouped, "images of 4 groups)")])
def test_groups_are_counted_beside_images(table, kind, said):
    found = {claim.id: claim for claim in Evidence(kind(Path("x"), table)).claims}
    assert found["majority-vs-sift_svm-on-digits"].text.count(f"3 seeds × 360 {said}") == 1


def test_a_tie_says_what_would_have_been_visible(table):
    claim = claims(table)["lenet-vs-sift_svm-on-digits"]
    assert claim.verdict == "cannot be separated"
    assert claim.text.endswith(
        f"at this size differences under {claim.smallest_points:.2f} points are invisible"
    )
    assert claim.smallest_points > claim.points


def test_what_holm_takes_back_is_said(table):
    table.loc[table["model"].eq("sift_svm"), "accuracy"] = [0.970, 0.982, 0.974]
    table.loc[table["model"].eq("lenet(epochs=3)"), "accuracy"] = [0.980, 0.990, 0.983]
    others = [
        table[table["model"].eq("lenet(epochs=3)")].assign(
            model=f"mlp(epochs={n})", accuracy=[0.97 + 0.001 * n, 0.985, 0.98], run="x"
        )
        for n in range(1, 5)
    ]
    claim = claims(pd.concat([table, *others]))["lenet-vs-sift_svm-on-digits"]
    assert claim.low > 0
    assert claim.verdict == "cannot be separated"
    assert "leaves out 0, but not at 4 % after Holm's correction for 21 pairs" in claim.text


def test_the_id_does_not_depend_on_who_is_ahead(table):
    before = set(claims(table))
    table.loc[table["model"].eq("sift_svm"), "accuracy"] = 0.999
    assert set(claims(table)) == before


def test_models_of_one_name_have_ids_of_their_own(table):
    other = table[table["model"].eq("lenet(epochs=3)")].assign(model="lenet(epochs=9)", run="x")
    assert len(claims(pd.concat([table, other]))) == 6


def test_data_sets_of_one_name_have_ids_of_their_own(table):
    few, many = (table.assign(dataset=f"subset(train={n})") for n in (500, 1000))
    assert len(claims(pd.concat([few, many]))) == 6


def test_one_seed_is_not_rankable(table):
    claim = claims(table[table["seed"] == 0])["lenet-vs-sift_svm-on-digits"]
    assert claim.verdict == "not rankable"
    assert "one seed tells nothing of the next" in claim.text
    assert claim.as_dict()["low"] is None
