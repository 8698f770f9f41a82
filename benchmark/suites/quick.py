"""The main job: six models, from a floor to AlexNet, on 5,000 real digits, six seeds."""

from dataclasses import dataclass

from benchmark.suites._base import Suite


@dataclass(frozen=True)
class Quick(Suite):
    """Shallow against deep on few images, with enough seeds to tell them apart.

    Command: `depthbench run`. Expected mean accuracy: majority 0.10, logistic 0.90, mlp 0.94,
    alexnet 0.97, lenet and sift_svm 0.98. Cost: on 2 cores three
    minutes and 1.3 GiB.
    """

    datasets: tuple[str, ...] = ("mnist_5k",)
    models: tuple[str, ...] = (
        "majority",
        "logistic",
        "mlp",
        "sift_svm",
        "lenet",
        "alexnet(epochs=8, learning_rate=0.02, patience=1, augmentation=('colour',), "
        "image_size=67, margin=8, ten_crop=False, width=0.25, initializer='he_normal', bias=0.1)",
    )
    seeds: int = 6
