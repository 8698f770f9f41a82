"""Maps of evidence point at what decides, where it is known."""

import pytest
from planted import looked_into


@pytest.mark.parametrize(
    ("spec", "method", "least"),
    [
        ("gap_net(filters=(16, 32, 32), epochs=10)", "cam", 0.95),
        ("sift_svm(words=128)", "words", 0.8),
        ("fisher_svm(words=8, dimensions=32, step=3)", "words", 0.8),
    ],
)
def test_maxima_lie_in_the_shape(spec, method, least):
    accuracy, rate, by = looked_into(spec)
    assert by == method
    assert accuracy > 0.9
    assert rate >= least
