import pandas as pd
import pytest

from reports.controls import controls, failed_controls


def row(**values):
    return {
        "dataset": "shuffled_labels",
        "model": "mlp",
        "control": True,
        "accuracy": 0.1,
        "floor_accuracy": 0.1,
        "n_test": 360,
        "n_classes": 10,
        "initial_loss": 2.3,
        "one_batch_accuracy": 1.0,
    } | values


def test_a_sound_model_passes_all():
    found = controls(pd.DataFrame([row()]))
    assert found["control"].tolist() == [
        "accuracy on shuffled labels",
        "loss before training",
        "one batch by heart",
    ]
    assert found["passed"].all()
    assert set(found["dataset"]) == {"digits"}


@pytest.mark.parametrize(
    ("values", "reason"),
    [  # binom.isf(0.001, 360, 0.1) is 55: 15.3 %
        ({"accuracy": 0.2}, "accuracy on shuffled labels 20.0%, expected 15.3% or less"),
        ({"initial_loss": 9.0}, "loss before training 9.00, expected 1.15 to 4.61"),
        ({"initial_loss": 0.9}, "loss before training 0.90"),
        ({"one_batch_accuracy": 0.5}, "one batch by heart 50.0%, expected 95% or more"),
    ],
)
def test_a_model_fails_with_the_reason(values, reason):
    failed = failed_controls(pd.DataFrame([row(**values)]), "digits")
    assert reason in failed["mlp"]


def test_what_was_not_measured_is_no_control():
    table = pd.DataFrame([row(initial_loss=None, one_batch_accuracy=None)])
    assert controls(table)["control"].tolist() == ["accuracy on shuffled labels"]


def test_ordinary_runs_are_no_controls():
    assert controls(pd.DataFrame([row(control=False), row(control=None)])).empty


def test_a_control_speaks_of_its_own_data_set():
    table = pd.DataFrame([row(dataset="shuffled_labels(dataset='mnist_5k')", accuracy=0.9)])
    assert failed_controls(table, "digits") == {}
    assert list(failed_controls(table, "mnist_5k")) == ["mlp"]
