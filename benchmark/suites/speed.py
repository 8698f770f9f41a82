"""Our throughput beside that of others: plain Keras, loops by hand, OpenCV, scikit-image."""

from dataclasses import dataclass

from benchmark.suites._base import Suite

_LENET = "lenet(epochs=6)"
_ALEXNET = (
    "alexnet(epochs=4, learning_rate=0.02, schedule='cosine', image_size=67, margin=8, "
    "augmentation=(), ten_crop=False, width=0.25, initializer='he_normal', bias=0.1)"
)


@dataclass(frozen=True)
class Speed(Suite):
    """The same networks, batches and recipes in Keras, PyTorch and JAX; the same descriptors too.

    Command: `depthbench run speed --timeout 3600`. Peers whose library is not installed are skipped
    (`pip install '.[peers]'` brings all). Read the report's section on speed: it sets
    `epoch_seconds` of networks, and `phase_features_seconds` and `phase_encode_seconds` of the
    others, beside those of peers and beside what the device can do. Expected mean accuracy:
    majority 0.10, alexnet and its peer 0.87, lenet and its peers 0.96, all others 0.98. Cost: four
    minutes a seed on one core.
    """

    datasets: tuple[str, ...] = ("mnist_5k",)
    models: tuple[str, ...] = (
        "majority",
        _LENET,
        f'models.peers.model_fit(network="{_LENET}")',
        f'models.peers.lenet_torch(network="{_LENET}")',
        f'models.peers.lenet_jax(network="{_LENET}")',
        _ALEXNET,
        f'models.peers.alexnet_torch(network="{_ALEXNET}")',
        "sift_svm",
        "models.peers.sift_opencv",
        "fisher_svm",
        "models.peers.fisher_skimage",
    )
    seeds: int = 6
    limits: bool = True
