from benchmark.spec import Spec


def test_specs_are_ordered_by_dataset_model_and_seed():
    specs = [Spec("b", "a", 0), Spec("a", "b", 1), Spec("a", "b", 0), Spec("a", "a", 2)]
    assert sorted(specs) == [specs[3], specs[2], specs[1], specs[0]]


def test_ids_differ_wherever_specs_do_and_are_fit_for_folders():
    specs = [
        Spec("digits", "mlp", 0),
        Spec("digits", "mlp", 1),
        Spec("digits", "mlp(epochs=1)", 0),
        Spec("digits", "./../mlp.py(name='a/b')", 0),
    ]
    ids = {spec.id for spec in specs}
    assert len(ids) == 4
    assert all(each.replace("-", "_").isidentifier() for each in ids)
    assert all("mlp" in each for each in ids)
