"""What the documentation says is so."""

import doctest
import re
from importlib import import_module
from pathlib import Path
from runpy import run_path

import pytest

import benchmark
import depthbench
import models
import reports
from benchmark.plugins import MODELS

ROOT = Path(__file__).parent.parent
PACKAGES = (benchmark, depthbench, models, reports)
FILES = [path for package in PACKAGES for path in Path(package.__file__).parent.rglob("*.py")]
WITH_EXAMPLES = sorted(path for path in FILES if ">>>" in path.read_text(encoding="utf-8"))


def module(path):
    package = next(each for each in PACKAGES if path.is_relative_to(Path(each.__file__).parent))
    parts = path.relative_to(Path(package.__file__).parent.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def test_the_readme_lists_what_is_on_disk():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert run_path(ROOT / "tests/parts.py")["with_parts"](readme) == readme


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=module)
def test_examples_in_docstrings_run(path):
    results = doctest.testmod(import_module(module(path)))
    assert results.attempted > 0
    assert results.failed == 0


def test_the_recipes_are_there_and_short():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) < 50
    titles = re.findall("^## (Add .*)$", text, flags=re.MULTILINE)
    assert len(titles) == 4


def test_commands_in_the_readme_exist():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    used = set(re.findall(r"(?:^ {4}|`)depthbench ([a-z]+)", readme, flags=re.MULTILINE))
    commands = {path.stem for path in (Path(depthbench.__file__).parent).glob("[!_]*.py")}
    assert used == commands


@pytest.mark.parametrize("path", sorted(FILES), ids=module)
def test_files_are_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 165


def test_the_readmes_model_runs(in_tmp):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", readme, flags=re.DOTALL)
    (in_tmp / "mine.py").write_text(code)
    cost = MODELS.make("./mine.py(filters=8)").cost((8, 8, 1), 10)
    assert cost.total("learned") == 8 * 9 + 8 + 8 * 10 + 10
