import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pandas as pd
import pytest
from page import addresses

from benchmark.plugins import SECTIONS
from reports.evidence import Evidence
from reports.write_report import write_report

MERGED = {"Not run yet", "Where the runs are from"}
NASTY = "<img src=x onerror=alert(1)>|_*`$"


def write(folder):
    return write_report(Evidence.read(folder))


@pytest.fixture
def folder(tmp_path, table):
    table.to_parquet(tmp_path / "table.parquet")
    return tmp_path


@pytest.fixture(scope="module")
def report(whole_table, tmp_path_factory):
    """A report that tests only read."""
    folder = tmp_path_factory.mktemp("results")
    whole_table.to_parquet(folder / "table.parquet")
    return write(folder).parent


@pytest.fixture(scope="module")
def page(report):
    return (report / "index.html").read_text()


def test_html_is_self_contained(page):
    assert addresses(page) == []
    assert page.count("<svg") > 0


def test_claims_are_plain_json(report):
    claims = json.loads(
        (report / "claims.json").read_text(),
        parse_constant=lambda name: pytest.fail(f"{name} is not JSON"),
    )
    assert [claim["id"] for claim in claims] == [
        "lenet-vs-sift_svm-on-digits",
        "lenet-vs-majority-on-digits",
        "majority-vs-sift_svm-on-digits",
    ]
    assert claims[0]["text"].startswith("lenet(epochs=3) and sift_svm cannot be separated")
    assert claims[0]["seeds"] == [0, 1, 2]


def test_html_is_well_formed(page):
    class Checker(HTMLParser):
        def __init__(self):
            super().__init__()
            self.stack = []

        def handle_starttag(self, tag, attrs):
            assert tag != "svg" or dict(attrs)["aria-label"]
            if tag not in {"meta", "link"}:
                self.stack.append(tag)

        def handle_startendtag(self, tag, attrs):
            pass

        def handle_endtag(self, tag):
            assert self.stack.pop() == tag

    checker = Checker()
    checker.feed(page)
    assert checker.stack == []


def test_markdown_has_its_figures_beside_it(report):
    text = (report / "report.md").read_text()
    figures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text)
    assert figures
    for figure in figures:
        assert (report / figure).read_bytes().startswith(b"\x89PNG")


def test_tables_are_files_as_well(report):
    tables = report / "tables"
    ranking = pd.read_csv(tables / "ranking_1.csv", dtype=str)
    assert ranking["model"].tolist() == ["lenet", "sift_svm", "majority"]
    text = (tables / "ranking_1.tex").read_text()
    assert text.count(r"\\") == 4  # the heading and three models
    assert r"sift\_svm" in text
    assert r"98.33~\%" in text
    for rule in ("toprule", "midrule", "bottomrule"):
        assert f"\\{rule}" in text


def test_figures_are_drawn_in_two_ways(report):
    names = {path.stem for path in (report / "figures").iterdir()}
    assert names
    for name in names:
        svg = ElementTree.parse(report / "figures" / f"{name}.svg")  # noqa: S314 - our own
        assert svg.getroot().tag == "{http://www.w3.org/2000/svg}svg"
        assert (report / "figures" / f"{name}.png").read_bytes().startswith(b"\x89PNG")


def test_what_an_older_report_drew_is_gone(folder):
    write(folder)
    (folder / "report" / "figures" / "old.png").touch()
    write(folder)
    assert not (folder / "report" / "figures" / "old.png").exists()


def test_names_do_no_harm_in_latex(folder, table):
    table["model"] = table["model"] + r" _^&%$#{}~\input{x}"
    table.to_parquet(folder / "table.parquet")
    write(folder)
    text = "".join(path.read_text() for path in (folder / "report/tables").glob("*.tex"))
    assert r"\input" not in text
    assert r"\textasciicircum{}\&\%\$\#\{\}\textasciitilde{}\textbackslash{}" in text


def test_markdown_tables_have_as_many_cells_in_every_line(report):
    text = (report / "report.md").read_text()
    for block in re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE):
        assert len({line.count("|") for line in block.splitlines()}) == 1
        assert re.fullmatch(r"\|(---\|)+", block.splitlines()[1])


def test_the_same_table_gives_the_same_bytes(folder):
    def content():
        write(folder)
        files = sorted(each for each in (folder / "report").rglob("*") if each.is_file())
        return {each: each.read_bytes() for each in files}

    assert content() == content()


def test_texts_are_escaped(folder, table):
    table["error"], table["status"] = NASTY, "error"
    table["model"] = NASTY
    table.to_parquet(folder / "table.parquet")
    page = write(folder).read_text()
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;|_*`$" in page
    text = (folder / "report" / "report.md").read_text()
    assert r"\<img src=x onerror=alert(1)\>\|\_\*\`" in text


def test_nasty_names_can_be_drawn(folder, table):
    table["model"] = table["model"] + r" $\frac{"
    table.to_parquet(folder / "table.parquet")
    write(folder)


def test_every_section_is_there_in_order(page):
    titles = re.findall(r"<h2 id[^>]*>([^<]+)</h2>", page)
    sections = sorted(map(SECTIONS.make, SECTIONS.names), key=lambda section: section.order)
    silent = {  # there is but a table, of one size
        "Learning curves",
        "The curse of dimensionality",
        "Fixed or learned kernels",
        "Heads",
        "What the networks see",
        "Tuning",
        "The story in numbers",
        "Training",
        "What is taken for what",
        "Did it learn?",
        "Images that are taken for others",
        "Where the models disagree",
        "Calibration",
        "Groups of images",
        "What is wrong with the data",
        *MERGED,
    }
    assert titles == [section.title for section in sections if section.title not in silent]


def test_a_first_model_that_failed_throughout_does_not_spoil_the_report(folder, table):
    table.loc[table["model"] == "lenet(epochs=3)", ["status", "accuracy"]] = ["timeout", None]
    table.to_parquet(folder / "table.parquet")
    page = write(folder).read_text()
    assert "timeout" in page
    assert "no answer, as only shallow models are ranked" in page


def test_numbers_stand_to_the_right(page):
    cells = re.findall(r'<td class="number[^"]*">([^<]*)</td>', page)
    assert {"98.33 %", "n/a", "under 0.001"} <= set(cells)
    assert not {"lenet", "deep", "ok"} & set(cells)


@pytest.mark.parametrize("column", ["fit_seconds", "macs", "n_train", "run", "peak_mib", "family"])
def test_what_is_unknown_of_every_run_is_left_out(folder, table, column):
    table[column] = None
    table.to_parquet(folder / "table.parquet")
    assert "Ranking" in write(folder).read_text()


def test_an_older_report_stays_until_the_new_one_is_whole(folder, monkeypatch):
    before = {each: each.read_bytes() for each in write(folder).parent.rglob("*.*")}
    monkeypatch.setattr(f"{write_report.__module__}.render_html", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write(folder)
    assert {each: each.read_bytes() for each in (folder / "report").rglob("*.*")} == before
    assert {each.name for each in folder.iterdir()} == {"table.parquet", "report"}


def test_lost_scores_are_said(page, report):
    assert "nothing is said of other test images" in page
    claims = json.loads((report / "claims.json").read_text())
    assert claims[0]["test"].startswith("Student's t over seeds, as scores are gone; Holm")
