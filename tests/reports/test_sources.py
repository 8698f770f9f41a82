"""The answer's numbers can be found in the table, by the expressions that stand below them."""

import re

import pandas as pd
import pytest

from benchmark.plugins import SECTIONS
from reports._blocks import Grid, Heading, Paragraph, Picture
from reports.evidence import Evidence

NUMBER = r"(?<![\w.])-?\d[\d,]*(?:\.\d+)?"
UNITS = {"µs": 1e-6, "ms": 1e-3, "s": 1.0}


def answer(table, folder):
    table.to_parquet(folder / "table.parquet")
    evidence = Evidence.read(folder)
    return evidence, SECTIONS.make("answer").body(evidence)


def told(blocks, evidence):
    """What a reader sees at first, without names and without the level of intervals."""
    texts = [block.text for block in blocks if isinstance(block, Heading | Paragraph)]
    for block in blocks:
        if isinstance(block, Grid) and not block.summary:
            texts += block.frame.to_numpy().ravel().tolist()
        if isinstance(block, Picture):
            texts += re.findall(r"<title>(.*?)</title>", block.svg)
    text = " ".join(texts).replace("95 %", "").replace("leaves out 0, but not at 4 %", "")
    for name in sorted({*evidence.names.values(), *evidence.table["dataset"]}, key=len)[::-1]:
        text = text.replace(name, "")
    return text


def traced(blocks):
    return pd.concat([block.frame for block in blocks if isinstance(block, Grid) and block.summary])


@pytest.fixture(
    params=["as it is", "alike", "another order", "two data sets", "one seed", "perfect"]
)
def found(request, table, tmp_path):
    if request.param == "alike":
        table.loc[table["family"].eq("deep"), "accuracy"] = [0.97, 0.98, 0.965]
    if request.param == "another order":
        table["fit_seconds"] = table["family"].map({"floor": 0.0001, "shallow": 2.5, "deep": 0.02})
        table["seed"] = table["seed"].map({0: 3, 1: 5, 2: 8})
    if request.param == "two data sets":
        table = pd.concat([table, table.assign(dataset="b'\"\\", accuracy=table["accuracy"] / 2)])
    if request.param == "perfect":
        table.loc[table["family"].eq("deep"), "accuracy"] = 1.0
    if request.param == "one seed":
        table = table[table["seed"].eq(1)]
    return answer(table, tmp_path)


def test_every_number_that_is_shown_is_traced(found):
    evidence, blocks = found
    numbers = {re.match(NUMBER, cell)[0] for cell in traced(blocks)["number"]}
    shown = set(re.findall(NUMBER, told(blocks, evidence)))
    assert len(shown) > 5
    assert shown <= numbers


def test_every_expression_gives_its_number(found):
    evidence, blocks = found
    table = pd.read_parquet(evidence.results.folder / "table.parquet")
    given = {"table": table, "evidence": evidence}
    for number, meaning, expression in traced(blocks).itertuples(index=False):
        digits, unit = re.fullmatch(rf"({NUMBER})\s?(\D*)", number).groups()
        value = float(eval(expression, given)) / UNITS.get(unit, 1.0)  # noqa: S307 - our own
        decimals = len(digits.partition(".")[2])
        half = 0.5 * 10**-decimals * (1 + 1e-9)
        assert abs(value - float(digits.replace(",", ""))) <= half, meaning


def test_means_and_times_need_the_table_alone(found):
    _, blocks = found
    for _, meaning, expression in traced(blocks).itertuples(index=False):
        if "mean" in meaning or "time" in meaning:
            assert "evidence" not in expression
