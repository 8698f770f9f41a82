"""From how many images on depth pays: shallow and deep models at five training sizes."""

from dataclasses import dataclass

from benchmark.suites._base import Suite

_A_CLASS = (10, 30, 100, 300, 1000)
_CLASSES = 10


@dataclass(frozen=True)
class Crossover(Suite):
    """Where deep models overtake shallow ones, in images a class and in seconds of training.

    Fashion-MNIST with 10 to 1,000 training images a class. With a seed, each subset lies within
    the next and all models see the same, so that leads are paired; the test split is always the
    same 10,000 images. Few images make few steps: at 100 images LeNet had 65.6 % after 20 epochs,
    73.7 % after 100 and no more after 300 (one seed, 2,000 test images; `hog_svm` 79.5 %). The 40
    epochs here are what time allows, and are too few for the networks at the smallest sizes.

    Command: `depthbench run crossover`. Expected mean accuracy with 10, 300 and 1,000 images a
    class: fisher_svm 0.79, 0.90 and 0.92, hog_svm 0.77, 0.89 and 0.91, mlp 0.69, 0.84 and 0.87,
    lenet 0.69, 0.86 and 0.88, so that no network overtakes, nor does one in equal seconds of
    training. Cost: an hour on 2 cores.
    """

    datasets: tuple[str, ...] = tuple(
        f"subset(dataset='fashion_mnist', train={_CLASSES * each})" for each in _A_CLASS
    )
    models: tuple[str, ...] = (
        "majority",
        "hog_svm",
        "fisher_svm",
        "mlp(epochs=40)",
        "lenet(epochs=40)",
    )
    seeds: int = 6
