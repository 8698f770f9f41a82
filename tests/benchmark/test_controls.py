from benchmark.controls import with_controls
from benchmark.spec import Spec

SPECS = [Spec("mnist_5k", model, seed) for model in ("majority", "lenet") for seed in (3, 4)]


def test_floors_get_every_seed_and_models_that_look_shuffled_labels_once():
    added = [spec for spec in with_controls(SPECS) if spec not in SPECS]
    assert sorted(added) == [
        *(
            Spec("mnist_5k", floor, seed)
            for floor in ("class_prior", "logistic", "random_features")
            for seed in (3, 4)
        ),
        *(
            Spec("shuffled_labels(dataset='mnist_5k')", model, 3)
            for model in ("lenet", "logistic", "random_features")
        ),
    ]


def test_what_was_asked_comes_first_and_nothing_twice():
    specs = with_controls(SPECS)
    assert specs[: len(SPECS)] == SPECS
    assert len(set(specs)) == len(specs)
