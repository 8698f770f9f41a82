"""What the report is written as, beside HTML."""

import json
import os

import pytest

from benchmark.usage_error import UsageError
from reports.evidence import Evidence
from reports.write_report import write_report

BESIDES = ["latex", "notebook"]
WRITTEN = {"report.tex", "notebook.ipynb"}


@pytest.fixture
def folder(tmp_path, table):
    table.to_parquet(tmp_path / "table.parquet")
    return tmp_path


def write(folder, *formats):
    """Write the report, and give the names of all that is in its folder."""
    report = write_report(Evidence.read(folder), formats).parent
    return {str(path.relative_to(report)) for path in report.rglob("*")}


def change(path, edit):
    notebook = json.loads(path.read_bytes())
    edit(notebook)
    path.write_text(json.dumps(notebook))


def test_html_alone_is_written_unless_more_is_asked_for(folder):
    assert not WRITTEN & write(folder)


def test_figures_of_latex_are_beside_it(folder):
    names = write(folder, "latex")
    text = (folder / "report/report.tex").read_text()
    drawings = {name for name in names if name.endswith(".pdf")}
    assert drawings == {name.replace(".svg", ".pdf") for name in names if name.endswith(".svg")}
    for name in drawings:
        assert f"\\depthbenchfigures/{name.removeprefix('figures/')}" in text
        assert b"/FontFile2" in (folder / "report" / name).read_bytes()  # TrueType, not type 3


def test_what_is_not_asked_for_again_goes(folder):
    assert write(folder, *BESIDES) >= WRITTEN
    assert write(folder, "latex") & WRITTEN == {"report.tex"}
    names = write(folder)
    assert not WRITTEN & names
    assert not [name for name in names if name.endswith(".pdf")]


def test_the_same_table_gives_the_same_bytes(folder):
    def content():
        names = write(folder, *BESIDES)
        paths = [folder / "report" / name for name in sorted(names)]
        return {path: path.read_bytes() for path in paths if path.is_file()}

    assert content() == content()


def test_a_notebook_that_was_only_run_is_written_anew(folder):
    write(folder, "notebook")
    path = folder / "report/notebook.ipynb"
    before = path.read_bytes()

    def run(notebook):
        first = notebook["cells"][1]
        lines = "".join(first["source"]).splitlines(keepends=True)
        first |= {"execution_count": 1, "source": lines}
        notebook["metadata"]["language_info"] = {"name": "python", "version": "3.13"}
        empty = {"cell_type": "code", "id": "new", "metadata": {}, "outputs": [], "source": []}
        notebook["cells"].append(empty | {"execution_count": None})

    change(path, run)
    write(folder, "notebook")
    assert path.read_bytes() == before


def test_a_notebook_that_someone_worked_on_is_neither_removed_nor_overwritten(folder):
    write(folder, "notebook")
    path = folder / "report/notebook.ipynb"
    change(path, lambda notebook: notebook["cells"][1].update(source="mine"))
    mine = path.read_bytes()
    assert "notebook.ipynb" in write(folder, "latex")
    with pytest.raises(UsageError, match="was changed since it was written; rename it"):
        write(folder, "notebook")
    assert path.read_bytes() == mine
    path.write_text("not JSON")
    with pytest.raises(UsageError, match="was changed"):
        write(folder, "notebook")


def test_without_a_browser_nothing_is_written(folder, monkeypatch):
    monkeypatch.setenv("CHROME", os.devnull)
    with pytest.raises(UsageError, match="no browser to print a PDF with"):
        write(folder, "pdf")
    assert not (folder / "report").exists()
