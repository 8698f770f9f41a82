"""The curse of dimensionality: theory beside simulation, and models on images with noise."""

from dataclasses import dataclass

from benchmark.suites._base import Suite

_FEW = "subset(dataset='fashion_mnist', train=1000)"


@dataclass(frozen=True)
class Curse(Suite):
    """What more dimensions do to volumes, distances, learning from few samples; three remedies.

    The images are 1,000 of Fashion-MNIST with up to 3,136 dimensions of noise below them.
    Nearest neighbours, a linear machine on all dimensions (`selected_svm(kept=0)`) and a
    perceptron show overfitting; selection, principal components and an autoencoder each keep 64
    dimensions for the same linear machine.

    Command: `depthbench run curse`. Expected: not measured yet. Cost: not measured yet.
    """

    datasets: tuple[str, ...] = tuple(
        f'noisy(dataset="{_FEW}", rows={rows})' for rows in (0, 28, 56, 112)
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
