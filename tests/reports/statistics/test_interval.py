from math import nan

import pytest

from reports.statistics.interval import Interval


@pytest.mark.parametrize(("value", "excluded"), [(0.09, True), (0.1, False), (0.41, True)])
def test_excludes_what_lies_outside(value, excluded):
    assert Interval(0.2, 0.1, 0.4).excludes(value) == excluded


def test_no_interval_excludes_nothing():
    assert not Interval(0.2, nan, nan).excludes(100)
