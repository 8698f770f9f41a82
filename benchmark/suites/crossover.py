"""From how many images on depth pays: shallow and deep models at seven training sizes."""

from dataclasses import dataclass

from benchmark.suites._base import Suite

_A_CLASS = (10, 20, 50, 100, 200, 500, 1000)
_CLASSES = 10


@dataclass(frozen=True)
class Crossover(Suite):
    """Where deep models overtake shallow ones, in images a class and in seconds of training.

    Fashion-MNIST with 10 to 1,000 training images a class. With a seed, each subset lies within
    the next and all models see the same, so that leads are paired; the test split is always the
    same 10,000 images. The networks' epochs are many, as few images make few steps; all have the
    whole validation split of 5,000 images to choose by.

    Command: `depthbench run crossover`. Expected: not measured yet. Cost: not measured yet.
    """

    datasets: tuple[str, ...] = tuple(
        f"subset(dataset='fashion_mnist', train={_CLASSES * each})" for each in _A_CLASS
    )
    models: tuple[str, ...] = ("hog_svm", "sift_svm", "fisher_svm", "mlp", "lenet")
    seeds: int = 6
