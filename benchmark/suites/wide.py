"""Every kind of model that two cores can train in minutes, on 5,000 real digits, six seeds."""

from dataclasses import dataclass

from benchmark.suites._base import Suite


@dataclass(frozen=True)
class Wide(Suite):
    """From nearest neighbours to Fisher vectors, from LeNet-5 to AlexNet, on few images.

    Command: `depthbench run wide`.
    """

    datasets: tuple[str, ...] = ("mnist_5k",)
    models: tuple[str, ...] = (
        "majority",
        "logistic",
        "nearest_neighbours",
        "pixels_svm",
        "random_features",
        "coates",
        "lbp_svm",
        "gabor_svm",
        "hog_svm",
        "sift_svm",
        "fisher_svm",
        "autoencoder_svm",
        "mlp",
        "lenet5",
        "lenet",
        "cnn_svm",
        "mlenet",
        "cuda_convnet",
        "alexnet(epochs=8, learning_rate=0.02, patience=1, augmentation=('colour',), "
        "image_size=67, margin=8, ten_crop=False, width=0.25, initializer='he_normal', bias=0.1)",
    )
    seeds: int = 6
