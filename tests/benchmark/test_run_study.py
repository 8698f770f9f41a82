"""What becomes of a study: kept whole, read again, not made twice."""

import json
from dataclasses import replace

import numpy as np
import pytest

from benchmark.kept_study import KeptStudy
from benchmark.panel import Panel
from benchmark.point import Point
from benchmark.results import Results
from benchmark.run_study import is_done, run_study
from benchmark.usage_error import UsageError

HEAD = '''"""A study of my own."""
from dataclasses import dataclass
import numpy as np
from benchmark.panel import Panel
from benchmark.point import Point
from benchmark.studies._base import Study

@dataclass(frozen=True)
class Mine(Study):
    """A line."""

    title, claim, limits, paper = "A line", "It rises.", "Nowhere.", "Euclid"
    panels = (Panel("height", "x", "y"),)

    up: float = 1.0

    def points(self, seed):
'''
GOOD = (
    HEAD
    + """        x = np.float32(2)
        return [Point("height", "a line", x, self.up * x, None, np.float64(3), note="one")]
"""
)


@pytest.fixture
def mine(in_tmp):
    (in_tmp / "mine.py").write_text(GOOD)
    return "./mine.py(up=1.5)"


def test_points_are_kept_with_seed_commit_and_environment(mine, in_tmp):
    found = run_study(mine, 7)
    found.write(in_tmp)
    (read,) = Results(in_tmp, None).studies
    assert read == found
    assert (read.study, read.seed, read.status, read.error) == (mine, 7, "ok", "")
    assert read.words == {
        "title": "A line",
        "claim": "It rises.",
        "limits": "Nowhere.",
        "paper": "Euclid",
    }
    assert read.panels == (Panel("height", "x", "y"),)
    assert read.outcome == (Point("height", "a line", 2.0, 3.0, None, 3.0, note="one"),)
    assert read.seconds > 0
    assert {"processor", "git_commit", "numpy_version"} <= set(read.environment)


def test_the_table_has_a_row_a_point():
    point = Point("height", "a line", 2.0, 3.0, 2.5, 3.5, 3.2)
    study = KeptStudy("x", 0, "", "ok", "", {}, (), (point, replace(point, low=None)), 0.0, "")
    table = study.table
    assert table["agrees"].tolist() == [True, None]
    assert table["study"].tolist() == ["x", "x"]
    np.testing.assert_array_equal(table["low"], [2.5, np.nan])
    assert table["low"].dtype == np.float64


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("        raise RuntimeError('no luck\\nat all')\n", "RuntimeError: no luck"),
        ("        return [Point('height', 'a', float('nan'))]\n", "ValueError: expected finite"),
        ("        return [Point('height', 'a', 1.0, np.inf)]\n", "ValueError: expected finite"),
        ("        return None\n", "TypeError: "),
    ],
)
def test_what_goes_wrong_is_said_in_a_line(in_tmp, body, error):
    (in_tmp / "mine.py").write_text(HEAD + body)
    found = run_study("./mine.py", 0)
    assert found.status == "error"
    assert found.error.startswith(error)
    assert found.outcome == ()
    found.write(in_tmp)
    assert not is_done("./mine.py", 0, in_tmp)


def test_what_is_kept_is_done_until_spec_seed_or_code_change(mine, in_tmp):
    assert not is_done(mine, 0, in_tmp)
    run_study(mine, 0).write(in_tmp)
    assert is_done(mine, 0, in_tmp)
    assert not is_done(mine, 1, in_tmp)
    assert not is_done("./mine.py(up=2.0)", 0, in_tmp)
    kept = KeptStudy.path(in_tmp, mine, 0)
    known = json.loads(kept.read_text())
    kept.write_text(json.dumps(known | {"code_sha256": "of an older version"}))
    assert not is_done(mine, 0, in_tmp)


def test_settings_and_seeds_have_files_of_their_own(mine, in_tmp):
    for text, seed in ((mine, 0), (mine, 1), ("./mine.py", 0)):
        run_study(text, seed).write(in_tmp)
    assert len(Results(in_tmp, None).studies) == 3


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"panels": 1, "outcome": []}'])
def test_a_damaged_file_is_refused(in_tmp, text):
    (in_tmp / "studies").mkdir()
    (in_tmp / "studies" / "mine.json").write_text(text)
    with pytest.raises(UsageError, match=r"mine\.json is damaged; remove it to run its study"):
        KeptStudy.read_all(in_tmp)


def test_a_folder_without_studies_has_none(in_tmp):
    assert Results(in_tmp, None).studies == []
