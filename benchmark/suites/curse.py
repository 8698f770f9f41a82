"""The curse of dimensionality: theory beside simulation, and models on images with noise."""

from dataclasses import dataclass

from benchmark.suites._base import Suite

_FEW = "subset(dataset='fashion_mnist', train=1000, validation=500)"


@dataclass(frozen=True)
class Curse(Suite):
    """What more dimensions do to volumes, distances and learning from few samples; three remedies.

    The images are 1,000 of Fashion-MNIST, beside 500 for validation, with up to 3,136 dimensions
    of noise below them. Nearest neighbours, a linear machine on all dimensions
    (`selected_svm(kept=0)`) and a perceptron show overfitting; selection, principal components and
    an autoencoder each keep 64 dimensions for the same linear machine.

    Command: `depthbench run curse`. Expected mean test error, without noise and with most:
    mlp 0.19 and 0.25, selected_svm(kept=0) 0.22 and 0.30, nearest_neighbours 0.25 and 0.30,
    pca_svm 0.22 and 0.26, autoencoder_svm 0.23 and 0.35, selected_svm 0.40 and 0.40, majority
    0.90. Cost: on 2 cores eight minutes and 1.3 GiB.
    """

    datasets: tuple[str, ...] = tuple(
        f'noisy(dataset="{_FEW}", rows={rows})' for rows in (0, 28, 112)
    )
    models: tuple[str, ...] = (
        "majority",
        "nearest_neighbours",
        "selected_svm(kept=0)",
        "mlp(epochs=30, batch_size=64, hidden=(256,), dropout=0.0)",
        "selected_svm",
        "pca_svm",
        "autoencoder_svm(epochs=20, hidden=(256,))",
    )
    seeds: int = 6
    studies: tuple[str, ...] = (
        "ball_volume",
        "distance_concentration",
        "image_contrast",
        "trunk_peaking",
        "samples_needed",
    )
