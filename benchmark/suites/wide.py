"""Every kind of model that two cores can train in minutes, on 5,000 real digits, six seeds."""

from dataclasses import dataclass

from benchmark.suites._base import Suite


@dataclass(frozen=True)
class Wide(Suite):
    """From nearest neighbours to Fisher vectors, from LeNet-5 to AlexNet, on few images.

    Command: `depthbench run wide`. Expected mean accuracy: majority 0.10, logistic 0.90,
    autoencoder_svm 0.91, nearest_neighbours 0.93, cuda_convnet and mlp 0.94, mlenet 0.95,
    pixels_svm 0.96, alexnet, lenet5, gabor_svm, lbp_svm and cnn_svm 0.97, lenet, coates, hog_svm
    and random_features 0.98, sift_svm 0.985, fisher_svm 0.99. Settings are the models' own, but for
    alexnet's, which are those of `quick`: networks made for other images do less than they could.
    Cost: on 2 cores a quarter of an hour with `--workers 2`, and 1.8 GiB a worker.
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
