"""One body under several heads."""

import pandas as pd
import pytest

from benchmark.plugins import SECTIONS
from benchmark.results import Results
from reports._blocks import Grid, Paragraph
from reports.evidence import Evidence


def body(folder, table):
    return SECTIONS.make("heads").body(Evidence(Results(folder, table)))


@pytest.fixture
def heads(table):
    """Against the fully connected 98, 99 and 98 %: as good on average, and 10 points worse."""
    base = table[table["family"].eq("deep")].assign(model="lenet")
    tie = base.assign(model="cnn_svm", accuracy=[0.981, 0.989, 0.98])
    worse = base.assign(
        model="cnn_rbf_svm", accuracy=[0.88, 0.8901, 0.8799], fit_seconds=3.0, parameters_fitted=50
    )
    rows = pd.concat([base, tie, worse], ignore_index=True)
    return rows.assign(run=rows["model"] + rows["seed"].astype(str))


def test_each_head_is_compared_with_the_fully_connected_one(tmp_path, heads):
    said, grid = body(tmp_path, heads)
    # 0.1, -0.1 and 0 points: standard error 0.0577, times 6.326: the noncentral t's, at 4 %
    assert (
        "linear SVM is a tie with fully connected (at this size differences under 0.37 points are "
        "invisible); RBF SVM is worse than fully connected."
    ) in said.text
    rows = grid.frame.set_index("head")
    assert list(rows.index) == ["fully connected", "linear SVM", "RBF SVM"]
    assert rows["points"].tolist() == ["", "+0.00", "-10.00"]
    assert rows["smallest visible points"].tolist()[:2] == ["", "0.37"]
    assert rows["verdict"].tolist() == ["", "a tie", "worse"]
    low, high = rows.loc["RBF SVM", "95 % interval"].split(" to ")
    assert float(low) <= -10 <= float(high) < 0
    assert rows["fit"].tolist() == ["1.5 s", "1.5 s", "3 s"]
    assert rows.loc["RBF SVM", "parameters learned (fitted)"] == "1,000 (50)"


def test_a_head_without_its_network_and_one_trained_with_it_are_left_out(tmp_path, heads):
    assert not body(tmp_path, heads[heads["model"].ne("lenet")])
    both = heads.assign(model=heads["model"].replace("cnn_rbf_svm", "cnn_svm(head='hinge')"))
    (grid,) = (block for block in body(tmp_path, both) if isinstance(block, Grid))
    assert grid.frame["head"].tolist() == ["fully connected", "linear SVM"]


def test_one_seed_compares_nothing(tmp_path, heads):
    one = heads[heads["seed"].eq(0)]
    (said,) = (block for block in body(tmp_path, one) if isinstance(block, Paragraph))
    assert "linear SVM is not comparable with fully connected" in said.text
