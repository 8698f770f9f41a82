"""The least time of an image, against numbers worked out by hand."""

import pytest

from reports.roofline import Roofline

NET = Roofline(
    macs=600,
    activations=50,
    parameters=30,
    learned=20,
    activation_bytes=4,
    multiply_adds_per_second=1000.0,
    bytes_per_second=100.0,
)


def test_scoring():
    floor = NET.scoring(batch=10)
    assert floor.arithmetic == 0.6
    assert floor.memory == pytest.approx((2 * 50 * 4 + 30 * 4 / 10) / 100)  # 4.12
    assert (floor.seconds, floor.bound) == (floor.memory, "memory")


def test_training():
    floor = NET.training(batch=10)
    assert floor.arithmetic == pytest.approx(1.8)
    assert floor.memory == pytest.approx((4 * 50 * 4 + (30 + 7 * 20) * 4 / 10) / 100)  # 8.68
    assert (floor.seconds, floor.bound) == (floor.memory, "memory")


def test_sixteen_bits_halve_the_activations_alone():
    halves = Roofline(600, 50, 30, 20, 2, 1000.0, 100.0)
    assert halves.scoring(10).memory == pytest.approx((2 * 50 * 2 + 30 * 4 / 10) / 100)


def test_a_larger_batch_shares_the_parameters_among_more():
    assert NET.scoring(20).memory == pytest.approx((400 + 6) / 100)


def test_arithmetic_is_the_limit_where_memory_is_fast():
    fast = Roofline(600, 50, 30, 20, 4, 1000.0, 1e9)
    floor = fast.scoring(10)
    assert (floor.seconds, floor.bound) == (0.6, "arithmetic")
