import shutil
import subprocess

import pandas as pd
import pytest

from reports._blocks import Grid
from reports._render import render_latex
from reports.chapter import Chapter
from reports.escape_latex import escape_latex
from reports.latex_tables import latex_tables


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a_b & 5 % of #1 {x}", r"a\_b \& 5~\% of \#1 \{x\}"),
        ("~ ^ \\ $", r"\textasciitilde{} \textasciicircum{} \textbackslash{} \$"),
        ("<a|b>", r"\textless{}a\textbar{}b\textgreater{}"),
        ("[1em] *", "{[}1em{]} {*}"),
        ("--model ---", "-{}-model -{}-{}-"),
        ("Student's 'sgd'", r"Student\textquoteright{}s \textquotesingle{}sgd\textquotesingle{}"),
        ('"a', r"{\ttfamily\char34}a"),
        ("one\n\n\ttwo\r", "one two "),
        ("\x00", r"\depthbenchchar{65533}{FFFD}"),
        (
            "12.3 µs ± 1 × 2²",
            r"12.3~\textmu{}s \ensuremath{\pm} 1 \ensuremath{\times} 2\ensuremath{^2}",
        ),
        ("é e\u0301 ï Å", r"\'{e} \'{e} \"{\i} \r{A}"),
        ("א", r"\depthbenchchar{1488}{05D0}"),
        ("😀", r"\depthbenchchar{128512}{1F600}"),
        ("97.10 to 98.24 %", r"97.10 to 98.24~\%"),
        (
            "alexnet(image_size=67)",
            r"alexnet(\allowbreak{}image\_\allowbreak{}size=\allowbreak{}67)",
        ),
    ],
)
def test_texts_are_escaped(text, escaped):
    assert escape_latex(text) == escaped


def table(columns, rows, cell="98.50 %"):
    names = ["class", *(f"model_{n}(epochs={n})" for n in range(columns - 1))]
    return pd.DataFrame({name: [cell] * rows for name in names})


def test_what_fits_stays_as_it_is():
    (only,) = latex_tables(table(4, 3), str.isdigit)
    assert (only.size, only.columns) == ("footnotesize", "llll")
    assert only.head == ["class", "model_0(epochs=0)", "model_1(epochs=1)", "model_2(epochs=2)"]
    assert only.rows == [["98.50 %"] * 4] * 3


def test_numbers_are_aligned_to_the_right():
    frame = pd.DataFrame({"model": ["a"], "macs": ["12"]})
    assert latex_tables(frame, str.isdigit)[0].columns == "lr"


def test_what_is_too_wide_is_parted_and_keeps_its_first_column():
    parts = latex_tables(table(41, 2), str.isdigit)
    assert len(parts) > 1
    assert {part.head[0] for part in parts} == {"class"}
    heads = [name for part in parts for name in part.head[1:]]
    assert heads == [f"model_{n}(epochs={n})" for n in range(40)]


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="needs pdflatex")
@pytest.mark.parametrize("columns", [1, 3, 8, 41])
def test_tables_stay_within_the_margins_and_go_over_pages(tmp_path, columns):
    cells = ["98.50 %", "8.82 s (6.8 s to 9.13 s)", "a_b.c" * 30, "שלום " * 9]
    grids = [Grid(f"wide_{n}", table(columns, 60, cell)) for n, cell in enumerate(cells)]
    (tmp_path / "paper.tex").write_text(
        r"\documentclass{article}\usepackage{array,booktabs,graphicx,longtable}\hfuzz=3pt "
        rf"\begin{{document}}{render_latex('title', [Chapter('Wide', grids)])}\end{{document}}"
    )
    words = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "paper.tex"]
    for _ in range(2):  # longtable knows its widths the second time
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, check=False, timeout=200)
        assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]
    log = (tmp_path / "paper.log").read_text(encoding="latin-1")
    assert "Overfull" not in log
    assert "Output written on paper.pdf (1 page" not in log
