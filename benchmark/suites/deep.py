"""The deep models on 5,000 real digits, each by the recipe that suits it best."""

from dataclasses import dataclass

from benchmark.suites._base import Suite


@dataclass(frozen=True)
class Deep(Suite):
    """LeNet-5 to ResNet on few images: how far does training alone go?

    Command: `depthbench run deep --timeout 10000`. Recipes were chosen on seeds 0 to 6, so these
    begin at 10. Expected mean accuracy: majority 0.10, lenet5 0.97, lenet, cnn_svm and sift_svm
    0.98, resnet 0.99. Cost: about an hour on 2 cores, most of it in resnet.
    """

    datasets: tuple[str, ...] = ("mnist_5k",)
    models: tuple[str, ...] = (
        "majority",
        "sift_svm",
        "lenet5",
        "lenet",
        "cnn_svm",
        "resnet(epochs=25, augmentation=('rotate', 'zoom'), image_size=48, filters=(64, 128), "
        "blocks=(2, 2))",
    )
    seeds: int = 6
    first_seed: int = 10
