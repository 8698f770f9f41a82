"""Class names, data sets, models and errors are data, whatever is in them."""

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from xml.etree import ElementTree

import pandas as pd
import pytest
from markdown_it import MarkdownIt
from nasty import NASTY, SHOWN

from reports.evidence import Evidence
from reports.write_report import write_report

needs_pdflatex = pytest.mark.skipif(shutil.which("pdflatex") is None, reason="needs pdflatex")
PREAMBLES = {
    "plain": "",
    "T1": r"\usepackage[T1]{fontenc}\usepackage{lmodern}",
    "as in German": r"\AtBeginDocument{\catcode34=13 }",  # where " is a command
}


def files(folder):
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def report(nasty, tmp_path_factory):
    folder = tmp_path_factory.mktemp("written") / "a" / "b"
    shutil.copytree(nasty, folder)
    before = files(folder.parent.parent)
    written = write_report(Evidence.read(folder), ["latex", "notebook"]).parent
    assert all(path.is_relative_to(written) for path in files(folder.parent.parent) - before)
    return written


def line(text):
    return " ".join(text.split())


def test_files_have_harmless_names(report):
    names = [str(path.relative_to(report)) for path in files(report)]
    assert "tables/classes_1.csv" in names
    assert [each for each in names if not re.fullmatch(r"(\w+/)?[a-z0-9_]+\.[a-z]+", each)] == []


def test_html_shows_them_and_does_nothing_else(report):
    class Reader(HTMLParser):
        within, cells, scripts = "", [], []

        def handle_starttag(self, tag, attrs):
            assert not {name for name, _ in attrs if name.startswith("on")}
            assert ("src", "x") not in attrs
            self.within = tag
            if tag == "td":
                self.cells.append("")

        def handle_data(self, data):
            if self.within == "td":
                self.cells[-1] += data
            if self.within == "script":
                self.scripts.append(data.strip())

        def handle_endtag(self, tag):  # noqa: ARG002 - nothing lies within what is looked for
            self.within = ""

    page = (report / "index.html").read_text(encoding="utf-8")
    reader = Reader()
    reader.feed(re.sub("</?bdi>", "", page))  # around what is written from right to left
    assert set(SHOWN) <= {line(cell) for cell in reader.cells}
    assert not re.search(r"[\x00-\x08\x0e-\x1f\x7f\u202e]", "".join(reader.cells))
    assert "alert(1)" not in reader.scripts


def test_markdown_shows_them_and_does_nothing_else(report):
    text = (report / "report.md").read_text(encoding="utf-8")
    parsed = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    kinds = {token.type for token in parsed}
    assert not {"html_block", "bullet_list_open", "ordered_list_open", "code_block"} & kinds
    children = [child for token in parsed for child in token.children or ()]
    links = {"link_open", "link_close"}
    assert {child.type for child in children} <= {"text", "image", "text_special", *links}
    linked = [child.attrs["href"] for child in children if child.type == "link_open"]
    assert all(re.fullmatch(r"tables/\w+\.csv", address) for address in linked)
    sources = [child.attrs["src"] for child in children if child.type == "image"]
    assert all(re.fullmatch(r"figures/\w+\.png", source) for source in sources)
    inline = ["".join(each.content for each in token.children or ()) for token in parsed]
    shown = {text.replace("\u2060", "") for text in inline}
    assert {name.strip() for name in SHOWN} <= shown


@pytest.mark.parametrize("harm", [r"\w://", r"\bwww\.", r"@\w", r":smile:", r":\+1:", r"[^\\]\$"])
def test_markdown_holds_nothing_that_code_hosts_look_for(report, harm):
    assert not re.search(harm, (report / "report.md").read_text(encoding="utf-8"))


@needs_pdflatex
@pytest.mark.parametrize("preamble", PREAMBLES.values(), ids=PREAMBLES)
def test_latex_compiles(report, tmp_path, preamble):
    tables = "\n\n".join(
        f"\\input{{{path.as_posix()}}}" for path in sorted(report.glob("tables/*.tex"))
    )
    (tmp_path / "paper.tex").write_text(
        rf"""\documentclass{{article}}
        {preamble}\usepackage{{array,booktabs,graphicx,longtable}}
        \begin{{document}}
        \newcommand{{\depthbenchfigures}}{{{(report / "figures").as_posix()}}}
        \input{{{(report / "report.tex").as_posix()}}}
        {tables}
        \end{{document}}"""
    )
    words = ["pdflatex", "-interaction=nonstopmode", "paper.tex"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, check=False, timeout=200)
    log = (tmp_path / "paper.log").read_text(encoding="latin-1")
    assert [each for each in log.splitlines() if each.startswith("!")] == []
    assert done.returncode == 0
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")


def test_latex_is_ascii_without_control_characters(report):
    for path in [report / "report.tex", *report.glob("tables/*.tex")]:
        assert not re.search(rb"[^\n -~]", path.read_bytes())


def test_csv_gives_them_back(report):
    classes = pd.read_csv(report / "tables/classes_1.csv", keep_default_na=False)["class"]
    kept = {name for name, shown in NASTY.items() if shown is None}
    assert kept < set(classes)
    assert "two\nlines\r\n\nand more" in set(classes)
    assert len(classes) == len(NASTY)


def test_drawings_are_xml_without_scripts(report):
    drawings = sorted(report.glob("figures/*.svg"))
    assert drawings
    for path in drawings:
        tree = ElementTree.fromstring(path.read_bytes())  # noqa: S314 - our own file
        assert not [each for each in tree.iter() if each.tag.endswith(("script", "foreignObject"))]


def test_notebooks_are_json_and_python(report):
    notebook = json.loads((report / "notebook.ipynb").read_bytes())
    code = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for each in code:
        compile(each, "cell", "exec")
        assert each.isascii()
    assert repr("<img src=x onerror=alert(1)>") in "".join(code)
