"""Every kind of model once on small digits, in under a minute: does it all work?"""

from dataclasses import dataclass

from benchmark.suites._base import Suite


@dataclass(frozen=True)
class Smoke(Suite):
    """A trial of the whole path, from images to report; its figures rank nothing (one seed).

    Command: `depthbench run smoke`. Expected: six rows with status ok. Cost: under a minute on
    2 cores.
    """

    datasets: tuple[str, ...] = ("digits",)
    models: tuple[str, ...] = (
        "majority",
        "logistic",
        "mlp(hidden=(64,), epochs=10, batch_size=32)",
        "sift_svm(step=1, words=64)",
        "lenet(epochs=4)",
        "alexnet(epochs=3, batch_size=32, learning_rate=0.02, augmentation=(), image_size=67, "
        "margin=0, ten_crop=False, width=0.125, initializer='he_normal', bias=0.1, dropout=0.2)",
    )
    seeds: int = 1
