import pandas as pd
import pytest

from reports.controls import controls, failed_controls


def row(**values):
    return {
        "dataset": "shuffled_labels",
        "model": "mlp",
        "family": "deep",
        "status": "chance",
        "error": "",
        "control_of": "digits",
        "leak_p": 0.5,
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
    assert set(found["outcome"]) == {"passed"}
    assert set(found["dataset"]) == {"digits"}


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (
            {"accuracy": 0.2, "leak_p": 0.0004},
            "accuracy on shuffled labels 20.0 % (p = 0.0004), expected chance (p above 0.001)",
        ),
        ({"initial_loss": 9.0}, "loss before training 9.00, expected 1.15 to 4.61"),
        ({"initial_loss": 0.9}, "loss before training 0.90"),
        ({"one_batch_accuracy": 0.5}, "one batch by heart 50.0 %, expected 95 % or more"),
    ],
)
def test_a_model_fails_with_the_reason(values, reason):
    failed = failed_controls(pd.DataFrame([row(**values)]), "digits")
    assert reason in failed["mlp"]


def test_what_was_not_measured_is_no_control():
    table = pd.DataFrame([row(initial_loss=None, one_batch_accuracy=None)])
    assert controls(table)["control"].tolist() == ["accuracy on shuffled labels"]


def test_ordinary_runs_are_no_controls():
    assert controls(pd.DataFrame([row(control_of=None), row(control_of=float("nan"))])).empty


def test_a_control_speaks_of_its_own_data_set():
    table = pd.DataFrame([row(control_of="mnist_5k", leak_p=0.0002)])
    assert failed_controls(table, "digits") == {}
    assert list(failed_controls(table, "mnist_5k")) == ["mlp"]


def test_a_control_that_did_not_end_shows_nothing():
    killed = row(status="timeout", error="stopped after 3 seconds", leak_p=None, accuracy=None)
    table = pd.DataFrame([killed | {"initial_loss": None, "one_batch_accuracy": None}])
    assert controls(table)["outcome"].tolist() == ["not shown", "not shown"]
    assert "timeout: stopped after 3 seconds" in controls(table)["received"][0]
    assert failed_controls(table, "digits") == {}
