from math import nan

from benchmark.choose import choose


def row(model, accuracy, log_loss=None, status="ok"):
    return {"model": model, "accuracy": accuracy, "log_loss": log_loss, "status": status}


def test_the_most_accurate_is_chosen_whatever_its_loss():
    assert choose([row("a", 0.9, 0.1), row("b", 0.95, 0.7), row("c", 0.94, 0.1)]) == "b"


def test_of_equals_the_lower_loss_and_then_the_first_name_decides():
    assert choose([row("a", 0.9, 0.5), row("b", 0.9, 0.4)]) == "b"
    assert choose([row("b", 0.9), row("a", 0.9), row("c", 0.9, nan)]) == "a"


def test_runs_that_did_not_end_well_are_not_chosen():
    failed = [row("a", None, status="error"), row("b", 0.99, status="chance"), row("d", nan)]
    assert choose([*failed, row("c", 0.2, status="contended")]) == "c"
    assert choose(failed) is None
