"""Draws are of the space, evenly, the same with the same seed, and more of them only follow."""

import subprocess
import sys

import numpy as np
import pytest
from scipy.stats import kstest

from benchmark.draw_settings import draw_settings
from models import Range

SPACE = {
    "rate": Range(1e-3, 10.0, log=True),
    "share": Range(0.0, 0.5),
    "words": Range(1, 3),
    "sizes": ((), (4,), (4, 8)),
}


def test_the_same_seed_draws_the_same_and_more_follow():
    assert draw_settings(SPACE, 5, seed=3) == draw_settings(SPACE, 9, seed=3)[:5]
    assert draw_settings(SPACE, 5, seed=3) != draw_settings(SPACE, 5, seed=4)


def test_draws_are_even_over_ranges_and_choices():
    drawn = draw_settings(SPACE, 2000, seed=0)
    exponents = [np.log10(each["rate"]) for each in drawn]
    assert kstest(exponents, "uniform", (-3, 4)).pvalue > 0.001
    assert kstest([each["share"] for each in drawn], "uniform", (0, 0.5)).pvalue > 0.001
    for name, choices in (("words", (1, 2, 3)), ("sizes", SPACE["sizes"])):
        counts = [sum(each[name] == choice for each in drawn) for choice in choices]
        assert sum(counts) == 2000
        assert min(counts) > 560  # 667 expected, with a deviation of 21


def test_numbers_have_three_digits_and_their_kinds():
    for each in draw_settings(SPACE, 50, seed=0):
        assert each["rate"] == float(f"{each['rate']:.3g}")
        assert type(each["words"]) is int


def test_nothing_to_draw():
    assert draw_settings({}, 5, seed=0) == []
    assert draw_settings(SPACE, 0, seed=0) == []


@pytest.mark.parametrize(
    ("bounds", "message"),
    [
        ((2, 2), "expected low below high, received 2 and 2"),
        ((0.0, 1.0, True), "expected low above 0 on a logarithm, received 0.0"),
    ],
)
def test_ranges_that_hold_nothing_are_refused(bounds, message):
    with pytest.raises(ValueError, match=message):
        Range(*bounds)


def test_optuna_is_loaded_when_something_is_drawn_and_not_before():
    code = (
        "import sys\nfrom benchmark.draw_settings import draw_settings\n"
        "from benchmark.plugins import MODELS, SUITES\n"
        "MODELS.make('lenet'), SUITES.make('tune')\n"
        "assert 'optuna' not in sys.modules\n"
        "draw_settings(MODELS.find('lenet').space, 1, 0)\n"
        "assert 'optuna' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
