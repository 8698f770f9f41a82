"""ILSVRC's winners: the figures as they were published."""

import pandas as pd
import pytest

from benchmark.plugins import SECTIONS
from benchmark.results import Results
from reports._blocks import Grid, Paragraph, Picture
from reports.evidence import Evidence


def body(folder, table):
    return SECTIONS.make("story").body(Evidence(Results(folder, table)))


@pytest.fixture
def sizes(table):
    fewer = table.assign(dataset="subset(dataset='digits', train=50)", n_train=50)
    return pd.concat([table, fewer], ignore_index=True)


def test_winners_are_those_of_the_result_pages(tmp_path, sizes):
    (grid,) = (block.frame for block in body(tmp_path, sizes) if isinstance(block, Grid))
    won = grid[grid["won"].eq("yes")].set_index("year")
    assert won["top-5 error"].to_dict() == {
        "2010": "28.191 %",
        "2011": "25.77 %",
        "2012": "15.315 %",
        "2013": "11.197 %",
        "2014": "6.656 %",
        "2015": "3.567 %",
        "2016": "2.991 %",
        "2017": "2.251 %",
    }
    assert won.index[won["family"].eq("shallow")].tolist() == ["2010", "2011"]
    assert won.loc["2013", "entry"] == "Clarifai"  # and not ZFNet
    assert won.loc["2012", "remark"].startswith("seven networks, two of them trained on more")
    assert grid["source"].ne("").all()


def test_the_networks_behind_15_per_cent_are_said(tmp_path, sizes):
    (said,) = (block.text for block in body(tmp_path, sizes) if isinstance(block, Paragraph))
    for figure in ("15.3 %", "seven networks", "16.4 %", "18.2 %", "5.1 %"):
        assert figure in said


def test_bars_are_winners_and_a_line_is_human_level(tmp_path, sizes):
    (picture,) = (block for block in body(tmp_path, sizes) if isinstance(block, Picture))
    axes = picture.figure.axes[0]
    heights = [bar.get_height() for bar in axes.patches]
    assert heights == [28.191, 25.77, 15.315, 11.197, 6.656, 3.567, 2.991, 2.251]
    human = next(line for line in axes.lines if line.get_label().startswith("human"))
    assert list(human.get_ydata()) == [5.1, 5.1]


def test_it_stands_only_where_it_belongs(tmp_path, table):
    assert not body(tmp_path, table)
    assert body(tmp_path, table.assign(suite="full"))
    assert body(tmp_path, table.assign(suite="crossover"))
