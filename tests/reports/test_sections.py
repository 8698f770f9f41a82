"""Every section on disk keeps the contract of `Section`."""

import pandas as pd
import pytest

from benchmark.plugins import SECTIONS
from reports._blocks import Grid, Paragraph, Picture

every_section = pytest.mark.parametrize("name", SECTIONS.names)


def body(name, table):
    return SECTIONS.make(name).body(table)


def text(blocks):
    return " ".join(block.text for block in blocks if isinstance(block, Paragraph))


@every_section
def test_blocks_are_of_the_known_kinds(name, table):
    blocks = body(name, table)
    assert blocks
    assert all(isinstance(block, Paragraph | Grid | Picture) for block in blocks)


@every_section
def test_the_table_is_not_modified(name, table):
    before = table.copy(deep=True)
    body(name, table)
    pd.testing.assert_frame_equal(table, before)


@every_section
@pytest.mark.parametrize("rows", [slice(0, 1), slice(3, 4), slice(0, 6)])
def test_half_a_table_is_enough(name, table, rows):
    body(name, table.iloc[rows])


@every_section
def test_failed_runs_do_no_harm(name, failed):
    body(name, failed)
    body(name, failed[failed["status"] != "ok"])


@every_section
def test_pictures_have_words(name, table):
    for block in body(name, table):
        if isinstance(block, Picture):
            assert block.words
            assert block.name.replace("_", "").isalnum()


def test_orders_and_titles_differ():
    sections = [SECTIONS.make(name) for name in SECTIONS.names]
    assert len({section.order for section in sections}) == len(sections)
    assert len({section.title for section in sections}) == len(sections)


def test_the_answer_has_its_interval_its_test_and_its_n(table):
    said = text(body("answer", table))
    # differences 0.01, 0.01, 0.02: mean 1.33, SD 0.577 points, t(0.975, 2) = 4.303
    assert "Depth does" not in said
    assert "cannot be separated" in said
    assert "deep minus shallow +1.33 points, 95 % interval -0.10 to +2.77" in said
    assert "Student's t over 3 paired seeds" in said


def test_the_answer_is_yes_where_the_interval_leaves_out_nought(table):
    table.loc[table["model"] == "sift_svm", "accuracy"] -= 0.02
    assert "Depth pays: a difference of 3.33 points" in text(body("answer", table))


def test_the_answer_is_no_where_shallow_wins(table):
    table.loc[table["model"] == "sift_svm", "accuracy"] += 0.04
    assert "Depth does not pay: a difference of 2.67 points" in text(body("answer", table))


def test_one_seed_is_not_rankable(table):
    one = table[table["seed"] == 0]
    assert "not rankable" in text(body("answer", one))
    (grid,) = (block.frame for block in body("ranking", one) if isinstance(block, Grid))
    assert set(grid["rank"]) == {"–"}


def test_ranking(table):
    (grid,) = (block.frame for block in body("ranking", table) if isinstance(block, Grid))
    assert grid["model"].tolist() == ["lenet(epochs=3)", "sift_svm", "majority"]
    assert grid["rank"].tolist() == ["1", "2", "3"]
    assert grid["accuracy"].tolist() == ["98.33 %", "97.00 %", "10.00 %"]
    assert grid["± SD"].tolist() == ["0.58", "1.00", "0.00"]
    assert grid["log loss"].tolist() == ["0.500", "n/a", "0.500"]


def test_costs_say_what_was_counted(table):
    (grid,) = (block.frame for block in body("costs", table) if isinstance(block, Grid))
    first = grid.iloc[0].to_dict()
    assert first["MACs"] == "123,456"
    assert first["fit"] == "1.5 s"
    assert first["peak memory"] == "512 MiB"


def test_failures_are_listed_with_their_reason(failed):
    blocks = body("failures", failed)
    assert text(blocks) == "1 of 10 runs failed:"
    assert blocks[1].frame.iloc[0].tolist() == ["digits", "mlp", "0", "error", "ValueError: no"]


def test_no_failures_are_said_as_well(table):
    assert text(body("failures", table)) == "None: all 9 runs ended well."


def test_mixed_environments_show(table):
    table.loc[0, "cores"] = 64
    grid = body("environment", table)[1].frame.set_index("fact")["values"]
    assert grid["cores"] == "2, 64"
    assert grid["keras_version"] == "3.15"
