"""What a GPU does: AlexNet as it was, LeNet many times over, and peers."""

from dataclasses import dataclass

from benchmark.suites._base import Suite

_LENET = "lenet(epochs=10)"
_ALEXNET = "alexnet(epochs=6, schedule='cosine', augmentation=(), margin=0, ten_crop=False)"


@dataclass(frozen=True)
class GPU(Suite):
    """Networks at full width, 227 pixels a side, beside PyTorch compiled with CUDA graphs.

    Command: `depthbench run gpu --backend jax`. Peers whose library is not installed are skipped.
    Both take 16 bits where the GPU is made for it; the same LeNet in 32 bits stands beside.
    Expected accuracy: majority 0.10, lenet and its peers 0.96; alexnet and its peer are no better
    than chance after six epochs of so few digits, and are there for their speed. Cost: not measured
    as a whole; on an H200, alexnet and its peer take 25 seconds a seed each, on a CPU days.
    """

    datasets: tuple[str, ...] = ("mnist_5k",)
    models: tuple[str, ...] = (
        "majority",
        _LENET,
        "lenet(epochs=10, precision='float32')",
        f'models.peers.lenet_torch(network="{_LENET}")',
        f'models.peers.lenet_jax(network="{_LENET}")',
        _ALEXNET,
        f'models.peers.alexnet_torch(network="{_ALEXNET}")',
    )
    seeds: int = 6
    limits: bool = True
