import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import chdtr
from scipy.stats import norm, t

from reports.statistics.smallest_difference import smallest_difference


@pytest.mark.parametrize(
    ("n", "level", "effect"),
    [  # statsmodels.stats.power.TTestPower().power(effect, n, level) is 0.8 to 1e-13
        (6, 0.05, 1.4345447820404102),
        (10, 0.05, 0.9960013714554086),
        (6, 0.05 / 45, 3.3876714422793848),
    ],
)
def test_agrees_with_statsmodels(n, level, effect):
    found = smallest_difference(0.004, n - 1, level)
    assert found == pytest.approx(effect * np.sqrt(n) * 0.004, abs=1e-10)


@pytest.mark.parametrize("df", [1, 1.7, 5, 40, 1000, 99_999])
@pytest.mark.parametrize("level", [0.05, 0.05 / 45])
@pytest.mark.parametrize("power", [0.5, 0.8, 0.95])
def test_has_the_power_asked_for(df, level, power):
    found, critical = smallest_difference(1, df, level, power), t.isf(level / 2, df)

    def beyond(z):  # the chance that |z + found| / sqrt(chi-squared / df) exceeds the critical
        return norm.pdf(z) * chdtr(df, df * ((z + found) / critical) ** 2)

    inside = sorted({z for z in (critical - found, -critical - found) if abs(z) < 9})
    assert quad(beyond, -9, 9, points=inside or None)[0] == pytest.approx(power, abs=1e-7)


def test_scales_with_the_standard_error():
    assert smallest_difference(0, 5) == 0
    assert smallest_difference(0.02, 5) == pytest.approx(2 * smallest_difference(0.01, 5))


@pytest.mark.parametrize(
    "arguments", [(-1, 5), (np.nan, 5), (1, 0.5), (1, 5, 0.9, 0.8), (1, 5, 0.05, 1)]
)
def test_what_is_out_of_range_is_refused(arguments):
    with pytest.raises(ValueError, match="expected .* received"):
        smallest_difference(*arguments)
