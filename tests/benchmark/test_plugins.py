import json
import subprocess
import sys
from pathlib import Path

import pytest

import models
from benchmark.plugins import DATASETS, METRICS, MODELS, SECTIONS, SUITES
from benchmark.usage_error import UsageError

MINE = '''"""A model of my own."""
from dataclasses import dataclass
from models.majority import Majority as _Majority

@dataclass
class Mine(_Majority):
    """Always the same."""
    strength: float = 1.0
    tries: tuple[int, ...] = (1, 2)
'''


@pytest.fixture
def mine(in_tmp):
    path = in_tmp / "mine.py"
    path.write_text(MINE)
    return path


def test_names_are_the_files_on_disk():
    on_disk = {path.stem for path in Path(models.__file__).parent.glob("*.py")}
    assert set(MODELS.names) == {name for name in on_disk if not name.startswith("_")}
    assert {"alexnet", "lenet", "logistic", "majority", "mlp", "sift_svm"} <= set(MODELS.names)


@pytest.mark.parametrize("plugins", [MODELS, DATASETS, METRICS, SUITES, SECTIONS])
def test_every_file_has_one_class_and_a_summary(plugins):
    assert plugins.names
    for name in plugins.names:
        assert plugins.find(name).__doc__
        assert plugins.summary(name).endswith((".", "?"))


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("mlp(hidden=(512, 256))", "mlp"),
        ("mlp(dropout=0.5,hidden=[64])", "mlp(hidden=(64,), dropout=0.5)"),
        ("mlp(dropout=1)", "mlp(dropout=1.0)"),
        ("alexnet( groups = 1, width=0.5 )", "alexnet(width=0.5, groups=1)"),
    ],
)
def test_one_meaning_has_one_spelling(text, normal):
    assert MODELS.normalise(text) == normal
    assert MODELS.normalise(normal) == normal


@pytest.mark.parametrize("text", ["./mine.py", "mine.py", "{tmp}/mine.py"])
def test_a_path_works_and_has_one_spelling(mine, text):
    text = text.format(tmp=mine.parent)
    assert MODELS.normalise(text) == "./mine.py"
    assert MODELS.make(f"{text}(strength=2)").strength == 2.0


def test_a_dotted_name_works(mine):
    package = mine.parent / "some_package_of_mine"
    package.mkdir()
    mine.rename(package / "model.py")
    assert MODELS.normalise("some_package_of_mine.model(strength=2.0)") == (
        "some_package_of_mine.model(strength=2.0)"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "lenett",
            "unknown model 'lenett'; the nearest is 'lenet'; known: alexnet, autoencoder_svm,",
        ),
        ("mlp(hiden=3)", "unknown mlp setting 'hiden'; the nearest is 'hidden'; known:"),
        (
            "mlp(hidden='many')",
            "expected mlp(hidden=...) of the kind of (512, 256), received 'many'",
        ),
        ("mlp(epochs=1.5)", "expected mlp(epochs=...) of the kind of 15, received 1.5"),
        ("mlp(epochs=True)", "received True"),
        ("mlp(epochs=None)", "received None"),
        ("mlp(epochs=0)", "'mlp(epochs=0)': expected epochs of 1 or more, received 0"),
        ("mlp(hidden=('a',))", "received 'a'"),
        ("mlp(hidden=(8, 0))", "expected hidden of 1 or more, received (8, 0)"),
        ("lenet(augmentation='flip')", "expected lenet(augmentation=...) a tuple, as ('one',)"),
        ("lenet(image_size=15)", "expected image_size of 16 or more, received 15"),
        ("alexnet(image_size=9)", "expected image_size of 67 or more, received 9"),
        ("alexnet(groups=0)", "expected groups of 1 or more, received 0"),
        ("alexnet(initializer='he')", "expected initializer of normal, he_normal, received 'he'"),
        ("sift_svm(step=0)", "expected step of 1 or more, received 0"),
        ("cnn_svm(network='nope')", "expected a network of alexnet,"),
        ("./nothing.py", "no such file: './nothing.py'"),
        ("no.such.module", "cannot import 'no.such.module': ModuleNotFoundError"),
    ],
)
def test_what_is_unknown_is_one_line_with_the_nearest(in_tmp, text, message):
    with pytest.raises(UsageError) as caught:
        MODELS.normalise(text)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("x = 1", "expected one public Classifier in model './mine.py', received none"),
        ("def (", "cannot import './mine.py': SyntaxError"),
        (MINE + "class Yours(Mine): pass", "received Mine, Yours"),
        (MINE.replace("@dataclass\n", ""), "Mine in model './mine.py' lacks its @dataclass"),
    ],
)
def test_a_file_that_is_no_model_is_refused(mine, content, message):
    mine.write_text(content)
    with pytest.raises(UsageError) as caught:
        MODELS.normalise("./mine.py")
    assert message in str(caught.value)


def test_a_default_of_nan_is_left_out(mine):
    mine.write_text(MINE.replace("1.0", "float('nan')"))
    assert MODELS.normalise("./mine.py") == "./mine.py"


def test_a_class_of_two_names_is_one_class(mine):
    mine.write_text(MINE + "Alias = Mine")
    assert MODELS.find("./mine.py").__name__ == "Mine"


def test_reading_settings_loads_no_heavy_library():
    code = (
        "import json, sys; from benchmark.plugins import MODELS;"
        "[MODELS.normalise(name) for name in MODELS.names]; print(json.dumps(sorted(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"keras", "tensorflow", "sklearn", "pandas", "matplotlib"} & set(
        json.loads(out.stdout)
    )
