import threading

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from models._blocks import in_blocks


def halves(x):
    return x.astype(np.float32).reshape(len(x), -1)[:, :3] / 2


@pytest.mark.parametrize("size", [1, 3, 10, 99])
def test_blocks_come_back_in_order(size):
    x = np.random.default_rng(0).integers(0, 256, (10, 2, 2, 1)).astype(np.uint8)
    np.testing.assert_array_equal(in_blocks(halves, x, size), halves(x))


def test_there_are_as_many_threads_as_a_product_may_have_and_each_product_has_one():
    seen = set()
    limits = set()
    meeting = threading.Barrier(2)

    def compute(x):
        if x[0] > 0:  # the first image comes before the threads
            meeting.wait(timeout=20)  # passes only if two threads are here at once
            seen.add(threading.get_ident())
            products = [each for each in threadpool_info() if each["user_api"] == "blas"]
            limits.update(each["num_threads"] for each in products)
        return x.astype(np.float32)

    with threadpool_limits(2):
        in_blocks(compute, np.arange(5, dtype=np.uint8), 1)
    assert len(seen) == 2
    assert limits == {1}


def test_an_error_in_a_thread_is_raised():
    def compute(x):
        if x[0] > 1:
            raise ValueError("this block")
        return x.astype(np.float32)

    with pytest.raises(ValueError, match="this block"):
        in_blocks(compute, np.arange(5, dtype=np.uint8), 1)
