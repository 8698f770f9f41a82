"""A small archive of the layout of CIFAR-100's for Python, in its place."""

from stand_in import noise, stand_in, write_cifar

from benchmark.datasets import cifar100


def make(folder):
    """Write the archive; give the settings of the data set that reads it: none."""
    path = folder / "cifar-100-python.tar.gz"
    parts = {"train": 1000, "test": 200}
    write_cifar(path, {f"cifar-100-python/{part}": batch(n) for part, n in parts.items()})
    stand_in(cifar100, path)
    return {}


def batch(n):
    """Make a batch of n images; their coarse labels are not the true ones of the fine."""
    return {
        "data": noise(n, (3072,), n),
        "coarse_labels": [place % 20 for place in range(n)],
        "fine_labels": [place % 100 for place in range(n)],
        "filenames": [f"{place}.png" for place in range(n)],
    }
