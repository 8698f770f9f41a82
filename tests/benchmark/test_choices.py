"""What fits a budget, by hand-made paces."""

import pytest

from benchmark.choices import Choices
from benchmark.pace import Pace
from benchmark.spec import Spec


def specs(seeds):
    return [Spec("digits", "majority", seed) for seed in range(seeds)]


def choices(first, later, scaling, *, shrinkable=True):
    pace = Pace("digits", "majority", first, later, 0.0, scaling, n_train=1000, n_classes=10)
    return Choices(specs, [pace], 0.0, shrinkable)


@pytest.mark.parametrize(
    ("seconds", "seeds", "percent"),
    [
        (1100, 100, 100),  # the upper end is a tenth above: 100 seeds take 1,000
        (66, 6, 100),
        (65.9, 6, 95),  # 6 * 10 - 6 * 9 * 0.05 = 57.3
        (36.4, 6, 50),
        (12.6, 6, 10),
        (12.4, 5, 10),
        (4.2, 2, 10),
    ],
)
def test_what_fits_a_budget(seconds, seeds, percent):
    best = choices(10.0, 10.0, 9.0).best(seconds)
    assert (best.seeds, best.percent) == (seeds, percent)
    assert best.forecast.high <= seconds


def test_what_cannot_shrink_gets_fewer_seeds_and_two_at_the_least():
    fixed = choices(10.0, 10.0, 9.0, shrinkable=False)
    assert fixed.best(45).seeds == 4
    assert fixed.best(21.9) is None
    assert fixed.least().forecast.high == pytest.approx(22)
