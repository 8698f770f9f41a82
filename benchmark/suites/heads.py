"""One trained LeNet under four heads: fully connected, linear SVM, RBF SVM, nearest neighbours."""

from dataclasses import dataclass

from benchmark.suites._base import Suite


@dataclass(frozen=True)
class Heads(Suite):
    """Whether the last layer must be learned with the rest, or another machine does as well.

    With a seed, all four have the same body to the bit, as `fit` trains it anew from the same
    draws; on GPUs, where seeds may be trained together, the fully connected one may differ in
    its last bits.

    Command: `depthbench run heads`. Expected: no head can be told from the fully connected one;
    mean accuracy of all four 0.974 to 0.977 on MNIST and 0.876 to 0.880 on Fashion-MNIST, and none
    more than 0.6 points behind by its 95 % interval. Cost: about 35 minutes on 2 cores, as the body
    is trained anew for each head.
    """

    datasets: tuple[str, ...] = ("mnist_5k", "subset(dataset='fashion_mnist', train=10000)")
    models: tuple[str, ...] = ("majority", "lenet", "cnn_svm", "cnn_rbf_svm", "cnn_neighbours")
    seeds: int = 6
