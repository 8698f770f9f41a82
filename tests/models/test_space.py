"""Every model on disk can be made with whatever its declared space holds."""

import pytest

from benchmark._settings import settings_of
from benchmark._trials import Trials
from benchmark.call import Call
from benchmark.draw_settings import draw_settings
from benchmark.plugins import MODELS
from benchmark.spec import Spec
from models import Range

SPACES = {name: MODELS.find(name).space for name in MODELS.names}
TUNED = sorted(name for name, space in SPACES.items() if space)
every_tuned = pytest.mark.parametrize("name", TUNED)


def test_what_the_suite_tunes_has_a_space():
    tuned = {"logistic", "mlp", "hog_svm", "sift_svm", "fisher_svm", "lenet", "lenet5"}
    assert tuned <= set(TUNED)
    assert not {"majority", "class_prior"} & set(TUNED)


@every_tuned
def test_dimensions_are_settings(name):
    assert set(SPACES[name]) <= {each.name for each in settings_of(MODELS.find(name))}


@every_tuned
def test_a_model_can_be_made_at_the_ends_of_every_dimension(name):
    for key, dimension in SPACES[name].items():
        ends = (dimension.low, dimension.high) if isinstance(dimension, Range) else dimension
        several = isinstance(getattr(MODELS.make(name), key), tuple)
        for end in ends:
            value = (end,) if several and not isinstance(end, tuple) else end
            model = MODELS.make(str(Call(name, {key: value})))
            assert getattr(model, key) == value


@every_tuned
def test_every_draw_is_a_normal_spec_of_other_settings(name):
    trials = Trials.draw(Spec("digits", name, 5), 40, 60.0).specs
    assert len(trials) > 10
    for trial in trials:
        assert trial.dataset == "tuning"
        assert MODELS.normalise(trial.model) == trial.model
        assert set(Call.parse(trial.model).settings) <= set(SPACES[name])


@every_tuned
def test_draws_lie_within_the_space_and_reach_all_choices(name):
    drawn = draw_settings(SPACES[name], 200, seed=1)
    for key, dimension in SPACES[name].items():
        values = [each[key] for each in drawn]
        if isinstance(dimension, Range):
            assert all(dimension.low <= value <= dimension.high for value in values)
        else:
            assert set(values) == set(dimension)
