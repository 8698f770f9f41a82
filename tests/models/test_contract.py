"""Every model on disk keeps the contract of `Classifier`."""

from dataclasses import fields, is_dataclass
from functools import cache

import keras
import numpy as np
import pytest

from benchmark.plugins import MODELS
from models import Split

pytestmark = [
    pytest.mark.parametrize("name", MODELS.names),
    pytest.mark.filterwarnings("ignore:Even though the `tf.config:UserWarning"),  # of _call_by_call
]


@pytest.fixture(autouse=True, scope="module")
def _call_by_call():
    """Build no graphs: tracing a graph takes TensorFlow longer than these few steps."""
    if keras.backend.backend() != "tensorflow":
        yield
        return
    import tensorflow as tf

    tf.config.run_functions_eagerly(run_eagerly=True)
    yield
    tf.config.run_functions_eagerly(run_eagerly=False)


def tiny(name):
    cls = MODELS.find(name)
    return cls(**cls.tiny)


def images(n, channels, classes, seed=0):
    """Squares whose place and brightness tell the class, in noise."""
    rng = np.random.default_rng(seed)
    y = np.arange(n) % classes
    x = rng.integers(0, 80, (n, 16, 16, channels), np.uint8)
    for image, label in zip(x, y, strict=True):
        image[2 + 3 * (label % 4) : 6 + 3 * (label % 4), 3:12] = 160 + 20 * (label // 4)
    return Split(x, y.astype(np.int64))


@cache
def fitted(name, *, channels=1, classes=3):
    return fit(name, channels=channels, classes=classes)


def fit(name, *, channels=1, classes=3):
    model = tiny(name)
    train, validation = images(40, channels, classes), images(10, channels, classes, 1)
    model.fit(train, validation, n_classes=classes, seed=0)
    return model


@cache
def fitted_again(name):
    """Fit as before, on images that cannot be written to; give these too."""
    model, train, validation = tiny(name), images(40, 1, 3), images(10, 1, 3, 1)
    for split in (train, validation):
        split.x.setflags(write=False)
    model.fit(train, validation, n_classes=3, seed=0)
    return model, train, validation


@pytest.mark.parametrize("channels", [1, 3])
def test_scores_are_finite_float32_a_row_an_image(name, channels):
    scores = fitted(name, channels=channels).scores(images(7, channels, 3).x)
    assert scores.shape == (7, 3)
    assert scores.dtype == np.float32
    assert np.isfinite(scores).all()


def test_two_classes_get_two_columns(name):
    assert fitted(name, classes=2).scores(images(5, 1, 2).x).shape == (5, 2)


@pytest.mark.parametrize("absent", [1, 4])
def test_a_class_absent_from_training_keeps_its_column(name, absent):
    whole = images(50, 1, 5)
    train = Split(whole.x[whole.y != absent], whole.y[whole.y != absent])
    model = tiny(name)
    model.fit(train, train, n_classes=5, seed=0)
    scores = model.scores(train.x)
    assert scores.shape == (40, 5)
    assert np.isfinite(scores).all()
    if model.family != "deep":  # a network has an output for it, and needs time to unlearn it
        assert absent not in scores.argmax(axis=1)


def test_the_same_seed_gives_the_same_scores(name):
    x = images(9, 1, 3, 2).x
    again, *_ = fitted_again(name)
    np.testing.assert_array_equal(again.scores(x), fitted(name).scores(x))


def test_inputs_are_not_modified(name):
    model, train, validation = fitted_again(name)
    test = images(5, 1, 3, 2)
    test.x.setflags(write=False)
    model.scores(test.x)
    before = images(40, 1, 3), images(10, 1, 3, 1), images(5, 1, 3, 2)
    for split, expected in zip((train, validation, test), before, strict=True):
        np.testing.assert_array_equal(split.x, expected.x)
        np.testing.assert_array_equal(split.y, expected.y)


def test_a_refit_forgets_the_first_fit(name):
    x = images(9, 1, 3, 2).x
    twice = tiny(name)
    twice.fit(images(40, 3, 2, 5), images(10, 3, 2, 6), n_classes=2, seed=9)
    twice.fit(images(40, 1, 3), images(10, 1, 3, 1), n_classes=3, seed=0)
    np.testing.assert_array_equal(twice.scores(x), fitted(name).scores(x))


def test_settings_survive_repr(name):
    model = tiny(name)
    again = eval(repr(model), {type(model).__name__: type(model)})  # noqa: S307 - our own repr
    assert again == model
    assert repr(again) == repr(model)


def test_settings_have_defaults_and_are_literals(name):
    cls = MODELS.find(name)
    assert is_dataclass(cls)
    assert MODELS.normalise(name) == name
    assert {each.name for each in fields(cls) if each.init} >= set(cls.tiny)


def test_phases_say_where_the_time_of_fitting_went(name):
    model = fitted(name)
    assert all(value >= 0 for value in model.phases.values())
    assert model.phases or model.family == "floor"


def test_cost_is_counted_without_a_fit_and_is_the_same_after(name):
    before, after = (each.cost((16, 16, 1), 3) for each in (tiny(name), fitted(name)))
    if fitted(name).sized_by_data:  # what is counted before is the least
        assert all(before.total(each) < after.total(each) for each in ("fitted", "macs"))
    else:
        assert before == after
    assert sum(before.total(kind) for kind in ("learned", "fitted", "fixed")) > 0


def test_more_classes_never_cost_less(name):
    few, many = tiny(name).cost((16, 16, 1), 3), tiny(name).cost((16, 16, 1), 30)
    assert many.total("macs") >= few.total("macs")
    kinds = ("learned", "fitted", "fixed")
    assert sum(map(many.total, kinds)) > sum(map(few.total, kinds))


def test_backend_and_device_are_named(name):
    model = fitted(name)
    assert model.backend
    assert model.device


@pytest.mark.parametrize("channels", [1, 3])
def test_kernels_are_finite_float32_by_name(name, channels):
    model = fitted(name, channels=channels)
    banks, before = model.kernel_banks(), model.kernel_banks_before
    assert set(before) <= set(banks)
    for where, bank in {**banks, **{f"{key} before": each for key, each in before.items()}}.items():
        assert bank.dtype == np.float32, where
        assert bank.ndim == 4, where
        assert np.isfinite(bank).all(), where
    assert all(before[key].shape == banks[key].shape for key in before)
    assert not banks or model.family != "floor"


def test_a_model_has_a_docstring_and_a_family(name):
    cls = MODELS.find(name)
    assert cls.__doc__
    assert cls.__doc__.strip()
    assert cls.family in {"floor", "shallow", "deep"}
    assert cls.paper or cls.family == "floor"


@pytest.mark.parametrize("shape", [(8, 8, 1), (40, 33, 3)])
def test_images_of_any_size_are_taken(name, shape):
    rng = np.random.default_rng(0)
    train = Split(rng.integers(0, 256, (20, *shape), np.uint8), np.arange(20) % 2)
    model = tiny(name)
    model.fit(train, train, n_classes=2, seed=0)
    assert model.scores(train.x).shape == (20, 2)


def test_images_without_any_texture_are_taken(name):
    train = Split(np.zeros((20, 16, 16, 1), np.uint8), np.arange(20) % 2)
    model = tiny(name)
    model.fit(train, train, n_classes=2, seed=0)
    assert np.isfinite(model.scores(train.x)).all()
