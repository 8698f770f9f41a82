"""Seeds that are fitted at the same time leave the rows of seeds that are not."""

from pathlib import Path

import pytest

from benchmark.protocol import Protocol
from benchmark.record import ENDED_WELL
from benchmark.run import run
from benchmark.spec import Spec
from benchmark.store import Store

HEAD = """
import os, time
from dataclasses import dataclass, replace
from typing import ClassVar
import numpy as np
from models import Classifier, Cost

@dataclass
class Mine(Classifier):
    family: ClassVar[str] = "deep"
    together: bool = True

    def fits_together(self, shape, n_classes):
        assert (shape, n_classes) == ((8, 8, 1), 10)
        return self.together

    def fit(self, train, validation, *, n_classes, seed):
        with open("alone", "a") as file: file.write(f"{seed} ")
        self.learn(train, seed)
        self.phases["train"] = 0.0

    def learn(self, train, seed):
        self.n, self.seed = 10, seed
        flat = train.x.reshape(len(train.x), -1).astype(float)
        self.means = np.stack([flat[train.y == c].mean(axis=0) for c in range(10)])

    def scores(self, x):
        flat = x.reshape(len(x), -1)
        return -((flat[:, None] - self.means) ** 2).sum(axis=-1).astype("float32")

    def cost(self, shape, n_classes):
        return Cost(())

    def fit_together(self, splits, *, n_classes, seeds):
"""

BODIES = {
    "good": """
        time.sleep(0.6)
        models = [replace(self) for _ in seeds]
        for model, (train, _), seed in zip(models, splits, seeds, strict=True):
            model.learn(train, seed)
            model.phases["build"] = 0.05
            model.phases["train"] = 0.1
        return models
""",
    "raises": "        raise RuntimeError('no luck')\n",
    "dies": "        os._exit(7)\n",
    "hangs": "        time.sleep(600)\n",
}


def rows(body, seeds, *, together=3, settings="", timeout=60.0):
    Path(f"{body}.py").write_text(HEAD + BODIES[body])
    specs = [Spec("digits", f"./{body}.py{settings}", seed) for seed in range(seeds)]
    store = Store.read(Path(f"out{together}"), "mine", "tensorflow")
    with store.writing(specs):
        return list(run(specs, store, Protocol(timeout, together=together)))


def alone():
    return Path("alone").read_text().split() if Path("alone").exists() else []


def test_seeds_learn_what_they_learn_alone(in_tmp):
    found = rows("good", 3)
    assert not alone()
    apart = rows("good", 3, together=1)
    assert alone() == ["0", "1", "2"]
    assert {row["status"] for row in found} <= set(ENDED_WELL)
    for name in ("seed", "accuracy", "data_sha256", "n_train", "macs"):
        assert [row[name] for row in found] == [row[name] for row in apart]


def test_rows_say_how_many_shared_the_time(in_tmp):
    found = rows("good", 5)
    assert [row["fitted_together"] for row in found] == [3, 3, 3, 2, 2]
    assert rows("good", 1, together=1)[0]["fitted_together"] is None
    assert found[0]["timing_key"] == found[1]["timing_key"] != found[3]["timing_key"]
    assert len({row["accuracy_key"] for row in found}) == 1


@pytest.mark.alone
def test_each_has_its_share_of_the_seconds(in_tmp):
    found = rows("good", 3)
    for row in found:
        phases = [row[f"phase_{name}_seconds"] for name in ("build", "train", "other_fit")]
        assert phases[:2] == [0.05, 0.1]
        assert phases[2] == pytest.approx(0.05, abs=0.04)  # of 0.6 seconds, 0.45 are named
        assert row["fit_seconds"] == pytest.approx(sum(phases))
        named = sum(row[each] or 0 for each in row if each.startswith("phase_"))
        assert named == pytest.approx(row["total_seconds"], abs=0.1)


def test_models_that_fit_one_by_one_do(in_tmp):
    found = rows("good", 3, settings="(together=False)")
    assert alone() == ["0", "1", "2"]
    assert [row["fitted_together"] for row in found] == [None] * 3


@pytest.mark.alone
@pytest.mark.parametrize(("body", "timeout"), [("raises", 60.0), ("dies", 60.0), ("hangs", 5.0)])
def test_where_it_goes_wrong_each_is_run_by_itself(in_tmp, body, timeout):
    found = rows(body, 3, timeout=timeout)
    assert {row["status"] for row in found} <= set(ENDED_WELL)
    assert [row["seed"] for row in found] == [0, 1, 2]
    assert alone() == ["0", "1", "2"]


@pytest.mark.parametrize("together", [0, 101])
def test_how_many_is_checked(together):
    with pytest.raises(ValueError, match=f"expected 1 to 100 seeds together, received {together}"):
        Protocol(together=together)
