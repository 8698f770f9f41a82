import numpy as np
import pytest

from reports.statistics.holm import holm


def test_agrees_with_statsmodels():
    # statsmodels.stats.multitest.multipletests(..., method="holm")[1]
    expected = [0.05, 0.09, 0.09, 0.03, 0.2, 0.05]
    found = holm([0.01, 0.04, 0.03, 0.005, 0.2, 0.0121])
    assert found.tolist() == pytest.approx(expected, abs=1e-10)


def test_by_hand():
    assert holm([0.5, 0.9, 0.01]).tolist() == pytest.approx([1, 1, 0.03])


def test_one_test_and_none_need_no_correction():
    assert holm([0.04]).tolist() == [0.04]
    assert holm([]).tolist() == []


@pytest.mark.parametrize("p", [-0.1, 1.1, np.nan])
def test_what_is_no_p_value_is_refused(p):
    with pytest.raises(ValueError, match="from 0 to 1"):
        holm([0.5, p])
