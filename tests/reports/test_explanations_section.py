"""What `depthbench explain` left beside runs, as the report shows it."""

import numpy as np
import pytest
from explained import Patch, patches

from benchmark.fitted_model import FittedModel
from benchmark.gallery import Gallery
from benchmark.plugins import SECTIONS
from benchmark.results import Results
from reports._blocks import Grid, Heading, Paragraph, Picture
from reports.evidence import Evidence
from reports.explanations.explain import Asked, explain
from reports.explanations.write_explanation import write_explanation

OF = FittedModel("sift_svm", Patch(), ("dark", "bright"))


def body(folder, table):
    return SECTIONS.make("explanations").body(Evidence(Results(folder, table)))


def left(folder, run, n=30):
    gallery = Gallery(patches(30), np.ones(30, np.int64))
    found = explain(OF, Asked(gallery, gallery.first(1), [1], n, "zero", {}))
    write_explanation(found, folder / "runs" / run / "explanations")
    return found


def test_folders_without_explanations_have_no_such_section(table, tmp_path):
    assert body(tmp_path, table) == []
    (tmp_path / "runs/sift_svm-0/explanations").mkdir(parents=True)
    assert body(tmp_path, table) == []


def test_pictures_and_numbers_of_a_run_are_shown(table, tmp_path):
    found = left(tmp_path, "sift_svm-1")
    blocks = body(tmp_path, table)
    assert [type(block) for block in blocks[:3]] == [Paragraph, Grid, Grid]
    gains, redrawn = (block.frame for block in blocks if isinstance(block, Grid))
    assert gains["model"].tolist() == ["sift_svm on digits, seed 1"] * 2
    assert gains["test"].tolist() == ["insertion", "deletion"]
    gain = found.facts["faithfulness"]["insertion"]["gain"]["centre"]
    assert gains["gain over centre"][0] == (
        f"{gain['mean']:+.3f} ({gain['low']:+.3f} to {gain['high']:+.3f})"
    )
    assert redrawn["drawn anew from the top"].tolist() == ["1, down to head", "2, down to eye"]
    assert redrawn["rank correlation"].tolist()[1] == "n/a"  # a flat map
    (heading,) = (block.text for block in blocks if isinstance(block, Heading))
    assert heading == "sift_svm on digits, seed 1"
    said = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert said[1].startswith("By insertion (probability, 30 images), the map (CAM) beats")
    assert [block.name for block in blocks if isinstance(block, Picture)] == [
        "explained_1_curves",
        "explained_1_kernels",
        "explained_1_feature_maps_1",
        "explained_1_top_classes",
        "explained_1_one_class",
    ]


def test_runs_stand_in_the_order_of_models_and_what_was_not_measured_has_no_grid(table, tmp_path):
    left(tmp_path, "sift_svm-0", n=0)
    left(tmp_path, "lenet(epochs=3)-2", n=0)
    blocks = body(tmp_path, table)
    assert not [block for block in blocks if isinstance(block, Grid)]
    headings = [block.text for block in blocks if isinstance(block, Heading)]
    assert headings == ["lenet on digits, seed 2", "sift_svm on digits, seed 0"]


def test_pictures_are_shown_of_six_runs_and_numbers_of_all(table, tmp_path):
    for run in table["run"]:
        left(tmp_path, run, n=2)
    blocks = body(tmp_path, table)
    curves = [each for each in blocks if isinstance(each, Picture) and "curves" in each.name]
    assert len(curves) == 6
    assert len(next(each for each in blocks if isinstance(each, Grid)).frame) == 2 * len(table)


@pytest.mark.parametrize("name", ["curves", "top_classes"])
def test_a_picture_can_be_drawn(table, tmp_path, name):
    left(tmp_path, "sift_svm-0", n=2)
    (picture,) = (
        each
        for each in body(tmp_path, table)
        if isinstance(each, Picture) and each.name.endswith(name)
    )
    assert picture.svg.startswith("<?xml")
    assert picture.words
