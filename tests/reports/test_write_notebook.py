"""The notebook runs, whatever the table has and lacks."""

import nbformat
import pandas as pd
import pytest
from nbclient import NotebookClient

from reports.evidence import Evidence
from reports.write_notebook import write_notebook


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Write the notebook of a table, run it, and give its cells of code."""
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))

    def of(table):
        table.to_parquet(tmp_path / "table.parquet")
        folder = tmp_path / "report"
        folder.mkdir()
        write_notebook(Evidence.read(tmp_path), folder / "notebook.ipynb")
        notebook = nbformat.read(folder / "notebook.ipynb", as_version=4)
        nbformat.validate(notebook)
        NotebookClient(
            notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": folder}}
        ).execute()
        return [cell for cell in notebook.cells if cell.cell_type == "code"]

    return of


def printed(cells):
    outputs = [output for cell in cells for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "error"]
    return "".join(output.get("text", "") for output in outputs if output.get("name") == "stdout")


def figures(cells):
    return sum("image/png" in output.get("data", {}) for cell in cells for output in cell.outputs)


def test_figures_are_drawn_and_the_difference_has_its_interval(run, table):
    cells = run(table)
    said = printed(cells)
    # differences 1, 1, 2 points: mean 1.333, SD 0.577, t(0.975, 2) = 4.303
    assert "mean +1.33, 95 % interval -0.10 to +2.77, 3 seeds" in said
    assert "lenet and sift_svm cannot be separated: +1.33 points" in said
    assert figures(cells) == 3


def test_one_seed_without_times(run, table):
    one = table[table["seed"].eq(0)]
    columns = [name for name in one if name.endswith("_seconds")]
    cells = run(one.assign(**dict.fromkeys(columns)))
    said = printed(cells)
    assert "One seed tells nothing of the next" in said
    assert said.count("no times count here") == 2
    assert figures(cells) == 1


def test_several_data_sets_with_failures_and_nasty_names(run, failed):
    other = failed.assign(dataset='it\'s """ $\\frac{ \n# %%\n{{ 1 }}', run=failed["run"] + "-o")
    renamed = failed["model"].replace("sift_svm", "<b>'''$\\frac{\n# %%")
    floor = failed.assign(model=renamed, dataset="a\\", run=failed["run"] + "-a")
    cells = run(pd.concat([floor, failed, other], ignore_index=True))
    assert "mean +1.33" in printed(cells)
    assert figures(cells) == 3


def test_floors_alone(run, table):
    cells = run(table[table["family"].eq("floor")])
    assert "it takes a shallow and a deep model" in printed(cells)


def test_what_comes_from_data_stands_in_it_by_repr(tmp_path, table):
    table["dataset"] = "'); import os  # {{ 7 * 7 }}\n# %% [markdown]\n# <img src=x>"
    table.to_parquet(tmp_path / "table.parquet")
    write_notebook(Evidence.read(tmp_path), tmp_path / "notebook.ipynb")
    notebook = nbformat.read(tmp_path / "notebook.ipynb", as_version=4)
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    assert f"dataset = {table['dataset'][0]!r}" in code
    assert "<img" not in "".join(c.source for c in notebook.cells if c.cell_type == "markdown")


def test_ids_are_the_same_each_time(tmp_path, table):
    table.to_parquet(tmp_path / "table.parquet")
    write_notebook(Evidence.read(tmp_path), tmp_path / "notebook.ipynb")
    notebook = nbformat.read(tmp_path / "notebook.ipynb", as_version=4)
    ids = [cell.id for cell in notebook.cells]
    assert ids == [f"cell-{n}" for n in range(1, len(ids) + 1)]
