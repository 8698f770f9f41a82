"""The limits of a device: the work that is timed is what it is said to be."""

from importlib.util import find_spec
from itertools import accumulate, cycle

import numpy as np
import pytest

from models import Device, Limits
from models._exercise import Exercise
from models._keras_device import KerasDevice
from models._keras_work import keras_work
from models._numpy_work import numpy_work

KINDS = {"float32": 1e-5, "bfloat16": 0.02, "float16": 0.002}


class Work:
    """Counts its calls."""

    calls = 0

    def __call__(self):
        self.calls += 1


def nothing():
    pass


def exercise(seconds, **more):
    """Exercise with a clock by which the repeats take these seconds, again and again."""
    ticks = accumulate(each for second in cycle(seconds) for each in (0.0, second))
    return Exercise(Work(), Work(), nothing, 10, 50, clock=lambda: next(ticks), **more)


@pytest.fixture(params=["tensorflow", "jax", "torch"])
def library(request):
    if find_spec(request.param) is None:
        pytest.skip(f"{request.param} is not installed; `tox -e backends` installs all")
    return request.param


def test_a_product_of_n_by_n_takes_n_cubed_multiply_adds():
    assert exercise([2.0]).multiply_adds_per_second() == 1000 / 2


def test_a_number_is_four_bytes_read_and_four_written():
    assert exercise([2.0]).bytes_per_second() == 50 * 8 / 2


def test_calls_between_two_waits_are_timed_together():
    several = exercise([2.0], calls=4)
    assert several.multiply_adds_per_second() == 4 * 1000 / 2
    assert several.multiply.calls == 4 * (1 + 3)  # the first repeat is not timed
    assert several.rewrite.calls == 0


def test_the_best_repeat_counts():
    assert exercise([5.0, 2.0, 3.0]).multiply_adds_per_second() == 1000 / 2


def test_short_repeats_are_many_but_not_without_end():
    short = exercise([0.0625])
    short.bytes_per_second()
    assert short.rewrite.calls == 1 + 4  # which take 0.2 seconds together
    endless = exercise([1e-9])
    endless.bytes_per_second()
    assert endless.rewrite.calls == 1 + 50


def test_numpy_multiplies_and_rewrites():
    multiply, rewrite = numpy_work(side=8, numbers=1001)
    matrix = np.random.default_rng(0).random((8, 8), np.float32) - 0.5
    np.testing.assert_allclose(multiply(), matrix.astype(np.float64) @ matrix, atol=1e-6)
    assert rewrite().tolist() == [-1.0] * 1001
    assert rewrite().tolist() == [1.0] * 1001


@pytest.mark.parametrize("kind", KINDS)
def test_backends_multiply_and_rewrite(library, kind):
    multiply, rewrite = keras_work(library, kind, side=8, numbers=1001)
    matrix = np.random.default_rng(0).random((8, 8), np.float32) - 0.5
    product = multiply()
    assert kind in str(product.dtype)
    found = [[float(each) for each in row] for row in product]
    np.testing.assert_allclose(found, matrix.astype(np.float64) @ matrix, atol=KINDS[kind])
    assert np.asarray(rewrite()).tolist() == [-1.0] * 1001


def test_the_processor_has_limits():
    found = Device().limits("float32")
    assert isinstance(found, Limits)
    assert 0 < found.multiply_adds_per_second < float("inf")
    assert 0 < found.bytes_per_second < float("inf")


def test_a_backend_has_limits_in_each_precision(library):
    for precision in ("float32", "mixed_bfloat16"):
        found = KerasDevice(library).limits(precision)
        assert 0 < found.multiply_adds_per_second < float("inf")
        assert 0 < found.bytes_per_second < float("inf")


def test_of_an_unknown_precision_or_device_nothing_is_said(library):
    class Abacus(Device):
        name = "abacus"

    assert Device().limits("int4") is None
    assert KerasDevice(library).limits("int4") is None
    assert Abacus().limits("float32") is None
