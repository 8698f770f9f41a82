"""Do many small things in threads, in blocks, and give the results in order."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from models._cores import allowed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

Task = TypeVar("Task")
Result = TypeVar("Result")

_AHEAD = 3  # blocks a core: enough that none waits, and few enough for any memory
_MORE = 1  # threads than cores: one computes while two hand over Python's lock


def in_blocks(work: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
    """Do blocks of work on all cores.

    Args:
        work: What to do; it should hold Python's lock for little of its time.
        tasks: On what, block by block; drawn as they are needed.

    Yields:
        The results, in the order of the tasks. Who stops early leaves nothing running.
    """
    with ThreadPoolExecutor(allowed() + _MORE) as pool:
        waiting: deque[Future[Result]] = deque()
        try:
            for task in tasks:
                waiting.append(pool.submit(work, task))
                if len(waiting) > _AHEAD * allowed():
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)
