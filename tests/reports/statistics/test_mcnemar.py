import numpy as np
import pytest

from reports.statistics.mcnemar import mcnemar


def _answers(both: int, only_a: int, only_b: int, neither: int):
    counts = (both, only_a, only_b, neither)
    return np.repeat([True, True, False, False], counts), np.repeat(
        [True, False, True, False], counts
    )


def test_agrees_with_statsmodels():
    # statsmodels.stats.contingency_tables.mcnemar([[80, 3], [11, 6]], exact=True).pvalue
    assert mcnemar(*_answers(80, 3, 11, 6)) == pytest.approx(0.057373046875, abs=1e-10)


def test_one_against_none_is_a_fair_coin():
    assert mcnemar(*_answers(10, 6, 0, 10)) == pytest.approx(2 / 2**6, abs=1e-15)


def test_what_both_get_right_or_wrong_does_not_count():
    assert mcnemar(*_answers(1, 2, 9, 1)) == mcnemar(*_answers(500, 2, 9, 70))


def test_models_that_never_differ_cannot_be_told_apart():
    assert mcnemar(*_answers(5, 0, 0, 5)) == 1


def test_other_shapes_and_types_are_refused():
    with pytest.raises(ValueError, match="one shape"):
        mcnemar(np.array([True]), np.array([True, False]))
    with pytest.raises(TypeError, match="bools, received int64"):
        mcnemar(np.array([1, 0]), np.array([True, False]))
