"""Should kernels be fixed or learned? The same networks with both."""

from dataclasses import dataclass

from benchmark.suites._base import Suite

_FISHER = "fisher_net(words=8, dimensions=16, step=4, bin_widths=(3.0,), epochs=6, "


@dataclass(frozen=True)
class Kernels(Suite):
    """Kernels made, drawn or found, each left as they are and each learned from there.

    LeNet with eight kernels in its first layer (Gabor's waves, random ones, k-means' of the
    training images' patches), and the Fisher vector machine as a network, on few images and on
    four times as many, beside 500 for validation. The report's section "Fixed or learned kernels"
    pairs them by seed.

    Command: `depthbench run kernels`. Expected mean accuracy, learned or fixed alike, on 500 and
    2,000 images: kernel_lenet with random kernels 0.77 and 0.84, with Gabor's and k-means' 0.79
    and 0.85, fisher_net 0.81 and 0.84, majority 0.10. Cost: on 2 cores 10 to 13 minutes, 1.4 GiB.
    """

    datasets: tuple[str, ...] = (
        "subset(dataset='fashion_mnist', train=500, validation=500)",
        "subset(dataset='fashion_mnist', train=2000, validation=500)",
    )
    models: tuple[str, ...] = (
        "majority",
        "kernel_lenet(kernels='gabor', learned=False)",
        "kernel_lenet(kernels='gabor')",
        "kernel_lenet(kernels='kmeans', learned=False)",
        "kernel_lenet(kernels='kmeans')",
        "kernel_lenet(kernels='random', learned=False)",
        "kernel_lenet(kernels='random')",
        f"{_FISHER}kernels='fixed')",
        f"{_FISHER}kernels='learned')",
    )
    seeds: int = 6
