"""Times as they are written on a command line."""

import pytest

from benchmark.duration import Duration
from benchmark.usage_error import UsageError


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90s", 90), ("20m", 1200), ("2h", 7200), ("1h30m", 5400), ("1h1s", 3601), (" 5m ", 300)],
)
def test_parse(text, seconds):
    assert Duration.parse(text) == Duration(seconds)


@pytest.mark.parametrize(
    "text", ["", "20", "m", "0s", "-5m", "30m1h", "1.5h", "20 m", "20min", "٣m"]
)
def test_all_else_is_refused(text):
    with pytest.raises(UsageError, match="expected a time as 20m, 90s, 2h or 1h30m, received"):
        Duration.parse(text)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0s"),
        (0.04, "0s"),
        (3.21, "3.2s"),
        (9.97, "10s"),
        (59.6, "1m"),
        (272.4, "4m32s"),
        (3600, "1h"),
        (3661, "1h1m1s"),
    ],
)
def test_format(seconds, text):
    assert str(Duration(seconds)) == text
