import pytest

from benchmark.protocol import Protocol
from benchmark.usage_error import UsageError


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf"), 1e7])
def test_a_timeout_that_cannot_be_kept_is_refused(timeout):
    with pytest.raises(UsageError, match=r"expected a timeout above 0 .*, received"):
        Protocol(timeout=timeout)


@pytest.mark.parametrize("batch", [0, -5, 10**9])
def test_a_batch_that_cannot_be_scored_is_refused(batch):
    with pytest.raises(UsageError, match="expected predict_batch of 1 to 1,000,000, received"):
        Protocol(predict_batch=batch)
