"""Whoever wants the machine alone has it alone, and is not kept waiting by later ones."""

from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from turn import turn


@pytest.fixture
def take(tmp_path):
    """Take a turn in a thread, and give what ends when it is over."""
    taken = []
    with ThreadPoolExecutor() as pool:

        def take(name, *, alone):
            def work():
                with turn(tmp_path, alone=alone):
                    taken.append(name)

            return pool.submit(work)

        take.taken = taken
        yield take


def test_others_share_the_machine(tmp_path, take):
    with turn(tmp_path, alone=False):
        take("other", alone=False).result(timeout=60)


def test_nobody_is_beside_one_who_is_alone(tmp_path, take):
    with turn(tmp_path, alone=True):
        later = take("alone", alone=True), take("other", alone=False)
        assert not wait(later, timeout=0.2).done
    assert not wait(later, timeout=60).not_done


def test_who_waits_to_be_alone_is_before_those_who_come_later(tmp_path, take):
    with turn(tmp_path, alone=False):
        first = take("alone", alone=True)
        assert not wait([first], timeout=0.2).done
        later = take("other", alone=False)
        assert not wait([later], timeout=0.2).done
    assert not wait([first, later], timeout=60).not_done
    assert take.taken == ["alone", "other"]


def test_a_turn_that_fails_is_over(tmp_path, take):
    with pytest.raises(ZeroDivisionError), turn(tmp_path, alone=True):
        raise ZeroDivisionError
    take("other", alone=True).result(timeout=60)
