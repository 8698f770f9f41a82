"""Limits are found once a process, and not while others take the processor."""

from types import SimpleNamespace

import pytest

from benchmark import _limits_of as module
from models import Limits, Phases


class Fake:
    """A model and its device."""

    backend = name = "fake"
    number_types = "float32"

    def __init__(self, found):
        self.found, self.asked, self.device = found, 0, self

    def limits(self, precision):
        assert precision == self.number_types
        self.asked += 1
        return self.found


@pytest.fixture
def others(monkeypatch):
    """Whether others take the processor."""

    class Watch(SimpleNamespace):
        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

    watch = Watch(contended=False)
    monkeypatch.setattr(module, "Contention", lambda: watch)
    monkeypatch.setattr(module, "_known", {})
    return watch


def test_they_are_measured_once_in_a_phase_of_its_own(others):
    model, phases = Fake(Limits(5e12, 3e11)), Phases()
    for _ in range(2):
        found = module.limits_of(model, phases)
        assert found == {"multiply_adds_per_second": 5e12, "bytes_per_second": 3e11}
    assert model.asked == 1
    assert list(phases) == ["limits"]


def test_each_precision_has_its_own(others):
    model = Fake(Limits(5e12, 3e11))
    module.limits_of(model, Phases())
    model.number_types = "mixed_bfloat16"
    module.limits_of(model, Phases())
    assert model.asked == 2


def test_what_is_unknown_is_left_out(others):
    assert module.limits_of(Fake(None), Phases()) == {}


def test_while_others_take_the_processor_nothing_is_known(others):
    model = Fake(Limits(5e12, 3e11))
    others.contended = True
    assert module.limits_of(model, Phases()) == {}
    others.contended = False
    assert module.limits_of(model, Phases())["bytes_per_second"] == 3e11
