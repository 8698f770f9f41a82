"""Files that appear whole, and are read as they were written."""

import json

import numpy as np
import pandas as pd
import pytest
from explained import Patch, patches

from benchmark.fitted_model import FittedModel
from benchmark.gallery import Gallery
from benchmark.usage_error import UsageError
from reports.explanations.explain import Asked, explain
from reports.explanations.explanation import Explanation
from reports.explanations.read_explanation import read_explanation
from reports.explanations.write_explanation import write_explanation

PATCH = FittedModel("patch", Patch(), ("dark", "bright"))


def asked(n=6, images=12, chosen=2):
    gallery = Gallery(patches(images), np.ones(images, np.int64))
    return Asked(gallery, gallery.first(chosen), [1], n, "zero", {"Gabor": {}})


@pytest.fixture(scope="module")
def found():
    return explain(PATCH, asked())


def test_all_that_a_model_has_is_drawn_and_measured(found):
    names = [sheet.name for sheet in found.sheets]
    assert names == ["kernels", "feature_maps_1", "feature_maps_2", "top_classes", "one_class"]
    assert found.facts["method"] == "cam"
    assert found.facts["faithfulness"]["images"] == 6
    assert [each["last"] for each in found.facts["randomisation"]] == ["head", "eye"]
    table = found.tables["faithfulness"]
    assert len(table) == 6
    for game in ("insertion", "deletion"):
        for name, area in found.facts["faithfulness"][game]["area"].items():
            assert table[f"{game}_{name}"].mean() == pytest.approx(area)


def test_what_was_written_is_read_again(found, tmp_path):
    files = write_explanation(found, tmp_path / "made" / "explanations")
    assert [file.name for file in files] == [
        "curves.png",
        "feature_maps_1.png",
        "feature_maps_2.png",
        "kernels.png",
        "one_class.png",
        "top_classes.png",
        "explanations.json",
        "faithfulness.csv",
        "sheets.npz",
    ]
    read = read_explanation(files[0].parent)
    assert read.facts == found.facts
    for one, other in zip(read.sheets, found.sheets, strict=True):
        assert one.facts() == other.facts()
        for name, images in other.arrays().items():
            np.testing.assert_array_equal(one.arrays()[name], images)
    assert len(pd.read_csv(files[-2])) == 6


def test_a_damaged_one_is_none(found, tmp_path):
    folder = tmp_path / "explanations"
    write_explanation(found, folder)
    text = (folder / "explanations.json").read_text()
    for broken in ("{", "[]", '{"sheets": [{}]}', text.replace('"kernels"', '"others"')):
        (folder / "explanations.json").write_text(broken)
        assert read_explanation(folder) is None
    (folder / "explanations.json").write_text(text)
    (folder / "sheets.npz").write_bytes(b"PK")
    assert read_explanation(folder) is None
    (folder / "sheets.npz").unlink()
    assert read_explanation(folder) is None


def test_an_older_one_stays_until_the_new_one_is_whole(found, tmp_path):
    folder = tmp_path / "explanations"
    write_explanation(found, folder)
    before = (folder / "explanations.json").read_bytes()
    broken = Explanation({"faithfulness": {}}, found.sheets, {})
    with pytest.raises(KeyError):
        write_explanation(broken, folder)
    assert (folder / "explanations.json").read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["explanations"]
    write_explanation(Explanation({"model": "new"}, found.sheets[:1], {}), folder)
    assert json.loads((folder / "explanations.json").read_text())["model"] == "new"
    assert sorted(each.name for each in folder.glob("*.png")) == ["kernels.png"]


def test_a_folder_of_something_else_is_left_alone(found, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FileExistsError):
        write_explanation(found, tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]


def test_a_model_without_maps_is_shown_by_its_kernels():
    class Blind(Patch):
        evidence_method = ""

        def feature_maps(self, x):
            raise NotImplementedError

    found = explain(FittedModel("blind", Blind(), ("a", "b")), asked())
    assert [sheet.name for sheet in found.sheets] == ["kernels"]
    assert "faithfulness" not in found.facts

    class Empty(Blind):
        def kernel_banks(self):
            return {}

    with pytest.raises(UsageError, match="empty has nothing to show"):
        explain(FittedModel("empty", Empty(), ("a", "b")), asked())


def test_no_images_to_measure_on_is_no_measure():
    found = explain(PATCH, asked(n=0))
    assert "faithfulness" not in found.facts
    assert found.tables == {}
