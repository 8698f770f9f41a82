"""The suite `tune`: what it asks for, given what has been."""

import pytest

from benchmark.controls import with_controls
from benchmark.plugins import SUITES
from benchmark.spec import Spec
from benchmark.trials_of import trials_of
from benchmark.usage_error import UsageError


def make(settings="", *, models=("majority", "logistic", "mlp")):
    words = ["datasets=('digits',)", f"models={models!r}", "seeds=2", settings]
    return SUITES.make(f"tune({', '.join(filter(None, words))})")


def trials(specs, name=""):
    return [each for each in specs if trials_of(each.dataset) and each.model.startswith(name)]


def ends(specs):
    return [each for each in specs if not trials_of(each.dataset)]


def row(spec, accuracy=0.9, seconds=1.0, status="ok"):
    plain = {"dataset": spec.dataset, "model": spec.model, "seed": spec.seed, "status": status}
    return plain | {"accuracy": accuracy, "fit_seconds": seconds, "total_seconds": 1.5}


def test_every_model_with_a_space_gets_as_many_trials_in_turn_and_untuned_runs():
    specs = make("trials=3").specs()
    assert [each.model.partition("(")[0] for each in trials(specs)] == ["logistic", "mlp"] * 3
    assert {each.dataset for each in trials(specs)} == {"tuning"}
    assert {each.seed for each in trials(specs)} == {0}
    assert ends(specs) == [
        Spec("digits", model, seed)
        for model in ("majority", "logistic", "mlp")
        for seed in (10, 11)
    ]


def test_more_trials_follow_those_that_there_were():
    few, many = make("trials=3").specs(), make("trials=8").specs()
    assert trials(few) == trials(many)[:6]


def test_models_draw_apart_from_one_another_and_another_trial_seed_draws_anew():
    first = trials(make("trials=4").specs(), "mlp")
    again = trials(make("trials=4, trial_seed=1").specs(), "mlp")
    assert not {each.model for each in first} & {each.model for each in again}
    assert {each.seed for each in again} == {1}
    alone = trials(make("trials=4", models=("majority", "mlp")).specs(), "mlp")
    assert alone == first


def test_what_a_spec_names_stays_as_it_is():
    specs = trials(make("trials=20", models=("majority", "mlp(epochs=2, dropout=0.1)")).specs())
    assert all("epochs=2" in each.model and "dropout=0.1" in each.model for each in specs)
    assert len({each.model for each in specs}) == 20


def test_once_all_trials_are_there_the_best_runs_with_fresh_seeds():
    suite = make("trials=3")
    asked = suite.specs()
    rows = [row(each) for each in trials(asked)]
    assert suite.after(rows[:-1])[: len(asked)] == asked
    best = trials(asked, "mlp")[1]
    rows = [row(each, accuracy=0.95 if each == best else 0.9) for each in trials(asked)]
    further = suite.after(rows)[len(asked) :]
    assert further[-2:] == [Spec("digits", best.model, seed) for seed in (10, 11)]
    assert len(further) == 4


def test_a_model_has_no_more_trials_once_its_seconds_are_spent():
    suite = make("trials=5, seconds=10.0")
    own = trials(suite.specs(), "mlp")
    rows = [row(own[0], seconds=6.0), row(own[1], seconds=4.0)]
    assert [suite.wants(each, rows) for each in own] == [True, True, False, False, False]
    assert all(suite.wants(each, rows) for each in trials(suite.specs(), "logistic"))
    asked = suite.after(rows)
    assert trials(asked, "mlp") == own[:2]
    assert len(trials(asked, "logistic")) == 5
    assert [each.model for each in ends(asked)[-2:]] == [min(each.model for each in own[:2])] * 2


def test_a_failed_trial_costs_all_that_it_took_and_is_not_chosen():
    suite = make("trials=2, seconds=10.0")
    first, second = trials(suite.specs(), "mlp")
    failed = row(first, None, None, "error") | {"total_seconds": 12.0}
    assert not suite.wants(second, [failed])
    assert trials(suite.after([failed]), "mlp") == [first]
    assert len(ends(suite.after([failed]))) == 6


def test_trials_that_were_put_off_are_still_to_be_made():
    suite = make("trials=2")
    rows = [row(each, None, None, "skipped") for each in trials(suite.specs())]
    assert suite.after(rows) == suite.specs()


def test_controls_are_of_what_is_reported():
    specs = make("trials=2").specs()
    added = set(with_controls(specs)) - set(specs)
    assert not [each for each in added if "tuning" in each.dataset]
    assert Spec("shuffled_labels", "mlp", 10) in added


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("trials=0", "expected trials of 1 or more and seconds above 0, received 0 and 75"),
        ("seconds=0.0", "received 16 and 0"),
        ("trial_seed=11", "expected a trial_seed that no other run has, received 11 with seeds 10"),
    ],
)
def test_budgets_that_cannot_be_are_refused(settings, message):
    with pytest.raises(UsageError, match=message):
        make(settings).specs()


def test_two_settings_of_a_model_are_refused():
    suite = make(models=("mlp", "mlp(epochs=3)"))
    with pytest.raises(UsageError, match="expected each model once, received mlp with two"):
        suite.specs()
